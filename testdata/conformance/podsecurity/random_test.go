package podsecurity

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"
)

// randomPods is how many pods are made for all levels and versions together, unless PODS says how many.
const randomPods = 20_000

// podsARun is how many of them one run judges.
const podsARun = 5_000

func TestRandomPods(t *testing.T) {
	j, all := newJudge(t), levels()
	wanted, allowed, made := randomPods, 0, 0
	if told := os.Getenv("PODS"); told != "" {
		var err error
		wanted, err = strconv.Atoi(told)
		require.NoError(t, err)
	}
	for i, level := range all {
		t.Run(level.String(), func(t *testing.T) {
			d := dice{rand.New(rand.NewPCG(1, uint64(i)))}
			for left := wanted/len(all) + 1; left > 0; left -= podsARun {
				pods := make([]pod, min(left, podsARun))
				for n := range pods {
					pods[n] = d.pod(t, fmt.Sprintf("pod %d", made+n))
				}
				made += len(pods)
				allowed += j.requireAgreement(t, level, pods)
			}
		})
	}
	t.Logf("%d pods, %d of them allowed", made, allowed)
	require.Greater(t, allowed, made/20, "pods must be made that are allowed")
	require.Less(t, allowed, made*19/20, "pods must be made that are not")
}

// A dice makes pods that are mostly right and wrong in a place or two.
type dice struct{ *rand.Rand }

// rarely is true for one field in fifteen.
func (d dice) rarely() bool { return d.IntN(15) == 0 }

// often is true for seven fields in eight.
func (d dice) often() bool { return d.IntN(8) > 0 }

func pick[T any](d dice, values ...T) T { return values[d.IntN(len(values))] }

// maybe is one of the values, rarely.
func maybe[T any](d dice, values ...T) *T {
	if !d.rarely() {
		return nil
	}
	value := pick(d, values...)
	return &value
}

// mostly is the first value, rarely another or none.
func mostly[T any](d dice, first T, others ...T) *T {
	if d.often() {
		return &first
	}
	return maybe(d, append(others, first)...)
}

func (d dice) pod(t *testing.T, name string) pod {
	t.Helper()
	// A pod that suits the restricted level leaves one that suits the baseline by what it leaves out.
	restricted := d.IntN(3) > 0
	made := corev1.Pod{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: metav1.ObjectMeta{Name: "web", Annotations: d.annotations()},
		Spec:       d.spec(restricted),
	}
	text, err := yaml.Marshal(made)
	require.NoError(t, err)
	read, ok := readPod(t, name, string(text))
	require.True(t, ok)
	return read
}

func (d dice) annotations() map[string]string {
	made := map[string]string{}
	profiles := []string{"runtime/default", "unconfined", "localhost/web", "docker/default", "", "other"}
	for _, key := range []string{
		"seccomp.security.alpha.kubernetes.io/pod", "container.seccomp.security.alpha.kubernetes.io/web",
		"container.seccomp.security.alpha.kubernetes.io/init", "container.apparmor.security.beta.kubernetes.io/web",
		"container.apparmor.security.beta.kubernetes.io/nobody",
	} {
		if d.rarely() {
			made[key] = pick(d, profiles...)
		}
	}
	return made
}

func (d dice) spec(restricted bool) corev1.PodSpec {
	made := corev1.PodSpec{
		HostNetwork: d.rarely(), HostPID: d.rarely(), HostIPC: d.rarely(), HostUsers: maybe(d, true, false, false),
		Containers:      []corev1.Container{d.container("web", restricted)},
		Volumes:         d.volumes(),
		SecurityContext: d.podContext(restricted),
	}
	if d.rarely() {
		made.OS = &corev1.PodOS{Name: pick(d, corev1.Windows, corev1.Linux)}
	}
	if d.rarely() {
		made.InitContainers = []corev1.Container{d.container("init", restricted)}
	}
	if d.rarely() {
		made.EphemeralContainers = []corev1.EphemeralContainer{{
			EphemeralContainerCommon: corev1.EphemeralContainerCommon(d.container("debug", restricted)),
		}}
	}
	return made
}

func (d dice) podContext(restricted bool) *corev1.PodSecurityContext {
	made := &corev1.PodSecurityContext{
		RunAsUser: maybe(d, int64(0), 1000), RunAsNonRoot: maybe(d, true, false), SeccompProfile: d.seccomp(),
		AppArmorProfile: d.appArmor(), SELinuxOptions: d.seLinux(), WindowsOptions: d.windows(), Sysctls: d.sysctls(),
	}
	if restricted {
		made.RunAsNonRoot = mostly(d, true, false)
		if d.often() {
			made.SeccompProfile = &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault}
		}
	}
	if d.rarely() {
		return nil
	}
	return made
}

func (d dice) container(name string, restricted bool) corev1.Container {
	made := corev1.Container{Name: name, Image: "registry.example.com/web:1", SecurityContext: d.context(restricted)}
	if d.rarely() {
		made.Ports = []corev1.ContainerPort{{ContainerPort: 80, HostPort: pick(d, int32(0), 80)}}
	}
	if name == "web" {
		made.LivenessProbe, made.ReadinessProbe, made.StartupProbe = d.probe(), d.probe(), d.probe()
		made.Lifecycle = d.lifecycle()
	}
	return made
}

func (d dice) context(restricted bool) *corev1.SecurityContext {
	made := &corev1.SecurityContext{
		Privileged: maybe(d, true, false), AllowPrivilegeEscalation: maybe(d, true, false), RunAsUser: maybe(d, int64(0), 1000),
		RunAsNonRoot: maybe(d, true, false), SeccompProfile: d.seccomp(), AppArmorProfile: d.appArmor(), SELinuxOptions: d.seLinux(),
		WindowsOptions: d.windows(), ProcMount: maybe(d, corev1.UnmaskedProcMount, corev1.DefaultProcMount, "Other"),
		Capabilities: d.capabilities(restricted),
	}
	if restricted {
		made.AllowPrivilegeEscalation = mostly(d, false, true)
	}
	if d.rarely() {
		return nil
	}
	return made
}

func (d dice) capabilities(restricted bool) *corev1.Capabilities {
	names := []corev1.Capability{"NET_BIND_SERVICE", "CHOWN", "chown", "CAP_CHOWN", "SYS_ADMIN", "NET_RAW", "ALL", "net_bind_service"}
	made := &corev1.Capabilities{}
	if d.rarely() {
		made.Add = append(made.Add, pick(d, names...), pick(d, names...))
	}
	if d.rarely() {
		made.Drop = append(made.Drop, pick[corev1.Capability](d, "ALL", "all", "CAP_ALL", "NET_RAW", "CHOWN"))
	}
	if restricted && d.often() {
		made.Drop = append(made.Drop, "ALL")
	}
	return made
}

func (d dice) seccomp() *corev1.SeccompProfile {
	if !d.rarely() {
		return nil
	}
	return &corev1.SeccompProfile{Type: pick(d, corev1.SeccompProfileTypeRuntimeDefault, corev1.SeccompProfileTypeUnconfined,
		corev1.SeccompProfileTypeLocalhost, "", "Other"), LocalhostProfile: maybe(d, "web.json")}
}

func (d dice) appArmor() *corev1.AppArmorProfile {
	if !d.rarely() {
		return nil
	}
	return &corev1.AppArmorProfile{Type: pick(d, corev1.AppArmorProfileTypeRuntimeDefault, corev1.AppArmorProfileTypeUnconfined,
		corev1.AppArmorProfileTypeLocalhost, "", "Other")}
}

func (d dice) seLinux() *corev1.SELinuxOptions {
	if !d.rarely() {
		return nil
	}
	return &corev1.SELinuxOptions{
		Type: pick(d, "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t", "spc_t"),
		User: pick(d, "", "", "system_u"), Role: pick(d, "", "", "system_r"), Level: pick(d, "", "s0"),
	}
}

func (d dice) windows() *corev1.WindowsSecurityContextOptions {
	if !d.rarely() {
		return nil
	}
	return &corev1.WindowsSecurityContextOptions{HostProcess: maybe(d, true, false)}
}

func (d dice) sysctls() []corev1.Sysctl {
	if !d.rarely() {
		return nil
	}
	return []corev1.Sysctl{{Value: "1", Name: pick(d,
		"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
		"net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time",
		"net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem",
		"net.ipv4.tcp_wmem", "net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat", "kernel.msgmax", "other")}}
}

func (d dice) volumes() []corev1.Volume {
	if !d.rarely() {
		return nil
	}
	return []corev1.Volume{{Name: "data", VolumeSource: pick(d,
		corev1.VolumeSource{},
		corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}},
		corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/var/log"}},
		corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "web"}},
		corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{}},
		corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{}},
		corev1.VolumeSource{DownwardAPI: &corev1.DownwardAPIVolumeSource{}},
		corev1.VolumeSource{PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{ClaimName: "web"}},
		corev1.VolumeSource{Ephemeral: &corev1.EphemeralVolumeSource{}},
		corev1.VolumeSource{CSI: &corev1.CSIVolumeSource{Driver: "csi.example.com"}},
		corev1.VolumeSource{Image: &corev1.ImageVolumeSource{Reference: "web"}},
		corev1.VolumeSource{NFS: &corev1.NFSVolumeSource{Server: "nfs", Path: "/"}},
		corev1.VolumeSource{GitRepo: &corev1.GitRepoVolumeSource{Repository: "a"}},
		corev1.VolumeSource{FlexVolume: &corev1.FlexVolumeSource{Driver: "a/b"}},
	)}}
}

func (d dice) probe() *corev1.Probe {
	if !d.rarely() {
		return nil
	}
	handler := d.handler()
	return &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: handler.HTTPGet, TCPSocket: handler.TCPSocket}}
}

func (d dice) handler() corev1.LifecycleHandler {
	host, port := pick(d, "", "", "127.0.0.1", "localhost", "example.com"), intstr.FromInt32(80)
	return pick(d,
		corev1.LifecycleHandler{HTTPGet: &corev1.HTTPGetAction{Host: host, Port: port}},
		corev1.LifecycleHandler{TCPSocket: &corev1.TCPSocketAction{Host: host, Port: port}},
	)
}

func (d dice) lifecycle() *corev1.Lifecycle {
	if !d.rarely() {
		return nil
	}
	start, stop := d.handler(), d.handler()
	return pick(d, &corev1.Lifecycle{PostStart: &start}, &corev1.Lifecycle{PreStop: &stop})
}

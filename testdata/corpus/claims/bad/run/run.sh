docker run --privileged --pid host --network host registry.example.com/probe:1.0
docker run --cap-add SYS_ADMIN --security-opt seccomp=unconfined registry.example.com/probe:1.0
docker run -v /var/run/docker.sock:/var/run/docker.sock -v /:/host registry.example.com/probe:1.0
docker run --user root -p 5432:5432 postgres:18.1

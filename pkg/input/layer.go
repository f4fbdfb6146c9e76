package input

// An OpenMode is a file mode that lets everybody write, or that lets a program run as its owner or group. The place is
// that of the mode.
type OpenMode struct {
	Site
	// Program sets the mode: chmod, install, mkdir, COPY or ADD.
	Program string `json:"program"`
	// Mode is the mode as given, in numbers or symbols.
	Mode string `json:"mode"`
	// Paths are what it is set on, as written.
	Paths []string `json:"paths,omitzero"`
	// WorldWritable tells that others may write, without the sticky bit that keeps them from each other's files.
	WorldWritable bool `json:"world_writable,omitzero"`
	// SetUser and SetGroup tell that the bit is set by which a program runs as the file's owner or group. On folders the
	// second only passes the group on, so folders that are known as such do not count.
	SetUser  bool `json:"set_user,omitzero"`
	SetGroup bool `json:"set_group,omitzero"`
}

// A RecursiveChange is a chown, chgrp or chmod through a whole folder that an earlier layer holds. The place is that
// of the command.
type RecursiveChange struct {
	Site
	Program string `json:"program"`
	// Path is the folder as written.
	Path string `json:"path"`
}

// A LateRemoval is the removal of a file or folder that an earlier layer holds. The place is that of the operand.
type LateRemoval struct {
	Site
	// Path is what is removed, as written.
	Path string `json:"path"`
	// File is what the earlier layer holds, from the root.
	File string `json:"file"`
	// By is what put it there: COPY, ADD, or a program.
	By string `json:"by"`
}

// A LateUnpacking is an archive that one instruction copies and a later one unpacks. The place is that of the source in
// COPY or ADD.
type LateUnpacking struct {
	Site
	// Archive is the source as written there.
	Archive string `json:"archive"`
	// Program unpacks it.
	Program string `json:"program"`
}

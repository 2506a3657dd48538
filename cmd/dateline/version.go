package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of this program",
		Example: "  dateline version",
		Args:    wants(),
		RunE: func(*cobra.Command, []string) error {
			v := buildVersion()
			if p.json {
				return p.writeJSON(v)
			}
			p.out.line("dateline %s (%s, %s)", v.Version, v.Go, v.Platform)
			return nil
		},
	}
}

type version struct {
	Version  string `json:"version"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// buildVersion reads what the linker wrote down: a module version, or the
// commit of a build from a checkout.
func buildVersion() version {
	v := version{Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if m := info.Main.Version; m != "" && m != "(devel)" {
		v.Version = m
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			v.Version = "devel " + s.Value[:12]
		}
	}
	return v
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/ingest"
	"dateline/schema"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"
)

// config is every setting, in the order of config.yaml, which documents them.
type config struct {
	Store      string        // folder of the graph
	ReadOnly   bool          // refuse to write to it
	Base       string        // beginning of all IRIs
	Workers    int           // articles read at the same time; 0 = one for each CPU
	Group      int           // articles written in one step
	Model      string        // the language model: fast, accurate or a path
	MaxArticle int           // bytes of the largest article accepted
	Rejects    string        // file for rejected input; "" = beside the store
	Limit      int           // answers shown; 0 = all
	Timeout    time.Duration // of one question
	LogLevel   string        // debug, info, warn, error
}

var defaults = config{
	Store:      "dateline.db",
	Base:       schema.DefaultBase,
	Group:      64,
	Model:      ingest.FastModel,
	MaxArticle: 10 << 20,
	Limit:      50,
	Timeout:    30 * time.Second,
	LogLevel:   "info",
}

// A setting is one key of the configuration: where its value goes. The flag
// of a setting has its name, its variable is DATELINE_ and its name in
// capitals.
type setting struct {
	name string
	def  string
	set  func(c *config, value string) error
}

// settings lists the keys in the order of config.yaml.
var settings = []setting{
	{"store", defaults.Store, func(c *config, v string) error { c.Store = v; return nonEmpty(v) }},
	{"read-only", strconv.FormatBool(defaults.ReadOnly), func(c *config, v string) error { return boolean(&c.ReadOnly, v) }},
	{"base", defaults.Base, func(c *config, v string) error { c.Base = v; return address(v) }},
	{"workers", strconv.Itoa(defaults.Workers), func(c *config, v string) error { return number(&c.Workers, v, 0, 1024) }},
	{"group", strconv.Itoa(defaults.Group), func(c *config, v string) error { return number(&c.Group, v, 1, 1<<16) }},
	{"model", defaults.Model, func(c *config, v string) error { c.Model = v; return model(v) }},
	{"max-article", "10MB", func(c *config, v string) error { return bytesize(&c.MaxArticle, v) }},
	{"rejects", defaults.Rejects, func(c *config, v string) error { c.Rejects = v; return nil }},
	{"limit", strconv.Itoa(defaults.Limit), func(c *config, v string) error { return number(&c.Limit, v, 0, 1<<31-1) }},
	{"timeout", defaults.Timeout.String(), func(c *config, v string) error { return duration(&c.Timeout, v) }},
	{"log-level", defaults.LogLevel, func(c *config, v string) error {
		c.LogLevel = v
		return logLevel(v)
	}},
}

func (c config) level() slog.Level {
	var l slog.LevelVar
	_ = l.UnmarshalText([]byte(c.LogLevel)) // it was checked when it was set
	return l.Level()
}

// configError is a mistake in the configuration; it names file and line,
// variable or flag.
type configError struct{ error }

func (e configError) Unwrap() error { return e.error }

// envName returns the variable of a setting: DATELINE_MAX_ARTICLE.
func envName(setting string) string {
	return "DATELINE_" + strings.ToUpper(strings.ReplaceAll(setting, "-", "_"))
}

const configName = "config.yaml"

// loadConfig reads the settings: flag, else environment, else file, else
// default. file is the value of --config; "" = config.yaml in the current
// folder, if it is there.
func loadConfig(file string, flags *pflag.FlagSet, env func(string) string) (config, error) {
	v := viper.New()
	v.SetEnvPrefix("DATELINE")
	v.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	for _, s := range settings {
		v.SetDefault(s.name, s.def)
		if err := v.BindEnv(s.name); err != nil {
			return config{}, fmt.Errorf("setting %s: %w", s.name, err)
		}
		if f := flags.Lookup(s.name); f != nil {
			if err := v.BindPFlag(s.name, f); err != nil {
				return config{}, fmt.Errorf("setting %s: %w", s.name, err)
			}
		}
	}
	given := file
	if given == "" {
		given = env("DATELINE_CONFIG")
	}
	if given == "" {
		file = configName
	} else {
		file = given
	}
	b, err := os.ReadFile(file)
	if err != nil && (given != "" || !errors.Is(err, fs.ErrNotExist)) {
		return config{}, configError{fmt.Errorf("configuration: %w", err)}
	}
	values, lines, err := parseConfig(file, b)
	if err != nil {
		return config{}, configError{err}
	}
	if err := v.MergeConfigMap(values); err != nil {
		return config{}, configError{fmt.Errorf("%s: %w", file, err)}
	}
	var c config
	for _, s := range settings {
		if err := s.set(&c, v.GetString(s.name)); err != nil {
			where := file + ":" + strconv.Itoa(lines[s.name]) + ": " + s.name
			if env(envName(s.name)) != "" {
				where = envName(s.name)
			}
			if f := flags.Lookup(s.name); f != nil && f.Changed {
				where = "--" + s.name
			}
			return config{}, configError{fmt.Errorf("%s: %w", where, err)}
		}
	}
	return c, nil
}

// parseConfig reads a YAML file of one mapping and refuses what is not a
// setting of ours. It returns the values and the lines they stand on.
func parseConfig(file string, b []byte) (map[string]any, map[string]int, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		return nil, nil, fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	values, lines := map[string]any{}, map[string]int{}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return values, lines, nil
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		return nil, nil, fmt.Errorf("%s:%d: want lines of the form \"key: value\"", file, top.Line)
	}
	var names []string
	for _, s := range settings {
		names = append(names, s.name)
	}
	for i := 0; i < len(top.Content); i += 2 {
		k, val := top.Content[i], top.Content[i+1]
		at := fmt.Sprintf("%s:%d", file, k.Line)
		switch {
		case !slices.Contains(names, k.Value):
			return nil, nil, fmt.Errorf("%s: unknown key %q%s", at, k.Value, didYouMean(k.Value, names))
		case lines[k.Value] > 0:
			return nil, nil, fmt.Errorf("%s: key %q stands on line %d already", at, k.Value, lines[k.Value])
		case val.Kind != yaml.ScalarNode:
			return nil, nil, fmt.Errorf("%s: %s: want one value, not a list or a mapping", at, k.Value)
		case val.Tag == "!!null":
			return nil, nil, fmt.Errorf("%s: %s: the value is missing", at, k.Value)
		}
		values[k.Value], lines[k.Value] = val.Value, k.Line
	}
	return values, lines, nil
}

func nonEmpty(v string) error {
	if strings.TrimSpace(v) == "" {
		return errors.New("want a path, got nothing")
	}
	return nil
}

// model refuses what is neither the name of a model nor looks like a path.
func model(v string) error {
	names := []string{ingest.FastModel, ingest.AccurateModel}
	if !slices.Contains(names, v) && !strings.ContainsAny(v, `/\.`) {
		return fmt.Errorf("want %s or the path of a %s file, got %q%s", strings.Join(names, ", "), ingest.ModelExt, v, didYouMean(v, names))
	}
	return nil
}

func boolean(to *bool, v string) (err error) {
	if *to, err = strconv.ParseBool(v); err != nil {
		return fmt.Errorf("want true or false, got %q", v)
	}
	return nil
}

func logLevel(v string) error {
	if new(slog.LevelVar).UnmarshalText([]byte(v)) != nil {
		return fmt.Errorf("want debug, info, warn or error, got %q", v)
	}
	return nil
}

func address(v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Scheme == "" || u.Host == "" || !strings.HasSuffix(v, "/") || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("want an address that ends in \"/\", such as %s, got %q", schema.DefaultBase, v)
	}
	return nil
}

func number(to *int, v string, low, high int) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < low || n > high {
		return fmt.Errorf("want a whole number from %d to %d, got %q", low, high, v)
	}
	*to = n
	return nil
}

func duration(to *time.Duration, v string) error {
	d, err := time.ParseDuration(v)
	if err != nil || d <= 0 {
		return fmt.Errorf("want a time such as 30s or 2m, got %q", v)
	}
	*to = d
	return nil
}

// bytesize reads 800000, 800kB, 10MB.
func bytesize(to *int, v string) error {
	s := strings.ToUpper(strings.TrimSpace(v))
	s = strings.TrimSuffix(s, "B")
	unit := 1
	for suffix, n := range map[string]int{"K": 1 << 10, "M": 1 << 20, "G": 1 << 30} {
		if rest, ok := strings.CutSuffix(s, suffix); ok {
			s, unit = rest, n
			break
		}
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n <= 0 || n > (1<<30)/unit {
		return fmt.Errorf("want a size up to 1GB such as 800kB or 10MB, got %q", v)
	}
	*to = n * unit
	return nil
}

package main

import (
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/endpoints/deprecation"
	"k8s.io/component-base/version"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// Versions that are served by default although they are no stable ones, with the first minor that does not.
var servedBetas = map[schema.GroupVersion]int{
	{Group: "flowcontrol.apiserver.k8s.io", Version: "v1beta3"}: 32,
}

// isServed reports whether a server with default settings serves the kind: stable versions are, betas and alphas not.
func isServed(kind schema.GroupVersionKind) bool {
	if !legacyscheme.Scheme.Recognizes(kind) {
		return false
	}
	_, minor := currentVersion()
	if strings.Contains(kind.Version, "alpha") || strings.Contains(kind.Version, "beta") {
		return minor < servedBetas[kind.GroupVersion()]
	}
	return true
}

// deprecationOf is the warning of the server about a deprecated version of a kind, or "".
func deprecationOf(kind schema.GroupVersionKind) string {
	object, err := legacyscheme.Scheme.New(kind)
	if err != nil {
		return ""
	}
	object.GetObjectKind().SetGroupVersionKind(kind)
	major, minor := currentVersion()
	if !deprecation.IsDeprecated(object, major, minor) {
		return ""
	}
	return deprecation.WarningMessage(object)
}

var cachedMajor, cachedMinor = parseVersion()

func currentVersion() (int, int) { return cachedMajor, cachedMinor }

func parseVersion() (int, int) {
	// Set by the linker, as in the server's own build.
	major, minor, err := deprecation.MajorMinor(version.Get())
	if err != nil {
		panic(err)
	}
	return major, minor
}

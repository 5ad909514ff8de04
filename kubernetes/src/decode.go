package main

import (
	"fmt"
	"regexp"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// The kinds of 1.16 and older, whose group no scheme knows any more.
var formerGroups = map[string]bool{"extensions": true}

type decoders struct {
	strict  runtime.Decoder
	lenient runtime.Decoder
}

func newDecoders() decoders {
	return decoders{
		strict:  serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict).UniversalDecoder(),
		lenient: serializer.NewCodecFactory(legacyscheme.Scheme).UniversalDecoder(),
	}
}

// decode gives the internal form of an object, with its defaults, and what the strict decoding reports.
func (d decoders) decode(data []byte) (runtime.Object, []problem) {
	object, _, err := d.strict.Decode(data, nil, nil)
	if err == nil {
		return object, nil
	}
	strict, isStrict := runtime.AsStrictDecodingError(err)
	if !isStrict {
		return nil, []problem{{Reason: "BadRequest", Field: fieldOfDecoding(err.Error()), Message: err.Error()}}
	}
	var problems []problem
	for _, each := range strict.Errors() {
		problems = append(problems, problem{Reason: "BadRequest", Field: fieldOfDecoding(each.Error()), Message: each.Error()})
	}
	if object == nil {
		object, _, _ = d.lenient.Decode(data, nil, nil)
	}
	return object, problems
}

var (
	strictField = regexp.MustCompile(`^(?:unknown|duplicate) field "([^"]*)"`)
	goField     = regexp.MustCompile(`into Go struct field [A-Za-z0-9]+\.(\S+) of type`)
)

// fieldOfDecoding is the field that a message of the decoder names.
func fieldOfDecoding(message string) string {
	for _, pattern := range []*regexp.Regexp{strictField, goField} {
		if found := pattern.FindStringSubmatch(message); found != nil {
			return found[1]
		}
	}
	return ""
}

// kindOf reads the apiVersion and kind of an object.
func kindOf(apiVersion, kind string) (schema.GroupVersionKind, *problem) {
	if apiVersion == "" {
		return schema.GroupVersionKind{}, &problem{Reason: "BadRequest", Field: "apiVersion", Message: "apiVersion is not set"}
	}
	if kind == "" {
		return schema.GroupVersionKind{}, &problem{Reason: "BadRequest", Field: "kind", Message: "kind is not set"}
	}
	version, err := schema.ParseGroupVersion(apiVersion)
	if err != nil {
		return schema.GroupVersionKind{}, &problem{Reason: "BadRequest", Field: "apiVersion", Message: err.Error()}
	}
	return version.WithKind(kind), nil
}

func notServed(kind schema.GroupVersionKind) problem {
	message := fmt.Sprintf("no matches for kind %q in version %q", kind.Kind, kind.GroupVersion())
	return problem{Reason: "NotFound", Field: "apiVersion", Message: message}
}

// isBuiltInGroup reports whether the server itself has the group, so that no CustomResourceDefinition can add a kind.
func isBuiltInGroup(group string) bool {
	return legacyscheme.Scheme.IsGroupRegistered(group) || formerGroups[group]
}

package main

import (
	"encoding/json"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// codec reads and writes the objects of one kind as the server does.
type codec interface {
	// decode gives the internal form of an object, with its defaults, and what the strict decoding reports.
	decode(data []byte) (runtime.Object, []problem)

	// decodeStored reads an object that the server has.
	decodeStored(data []byte) (runtime.Object, error)

	// encode gives the versioned form of an internal object.
	encode(object runtime.Object) ([]byte, error)

	// merge changes the current object as kubectl apply does.
	merge(original, modified, current []byte) ([]byte, error)
}

// builtInCodec is that of a kind that the server has itself.
type builtInCodec struct {
	decoders decoders
	kind     schema.GroupVersionKind
}

func (c builtInCodec) decode(data []byte) (runtime.Object, []problem) { return c.decoders.decode(data) }

func (c builtInCodec) decodeStored(data []byte) (runtime.Object, error) {
	object, _, err := c.decoders.lenient.Decode(data, nil, nil)
	return object, err
}

func (c builtInCodec) encode(object runtime.Object) ([]byte, error) {
	versioned, err := legacyscheme.Scheme.ConvertToVersion(object, c.kind.GroupVersion())
	if err != nil {
		return nil, err
	}
	return json.Marshal(versioned)
}

func (c builtInCodec) merge(original, modified, current []byte) ([]byte, error) {
	structure, err := legacyscheme.Scheme.New(c.kind)
	if err != nil {
		return nil, err
	}
	lookup, err := strategicpatch.NewPatchMetaFromStruct(structure)
	if err != nil {
		return nil, err
	}
	patch, err := strategicpatch.CreateThreeWayMergePatch(original, modified, current, lookup, true)
	if err != nil {
		return nil, err
	}
	return strategicpatch.StrategicMergePatch(current, patch, structure)
}

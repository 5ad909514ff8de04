package main

import (
	"encoding/json"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/registry/rest"
	api "k8s.io/kubernetes/pkg/apis/core"
)

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

func (c *call) update() answer {
	// What is wrong with the new manifest alone is told first, as by the strict decoding of a patch.
	if _, problems := c.codec.decode(c.asked.Object); len(problems) > 0 {
		return c.result(nil, problems)
	}
	old, original, problems := c.existing()
	if len(problems) > 0 {
		return c.result(nil, problems)
	}
	changed, err := c.changed(old, original)
	if err != nil {
		return refusal(problem{Reason: "BadRequest", Message: err.Error()})
	}
	object, problems := c.codec.decode(changed)
	if object == nil || len(problems) > 0 {
		return c.result(object, problems)
	}
	if service, ok := object.(*api.Service); ok {
		err = c.cluster.update(service, old.(*api.Service))
	}
	if err == nil {
		err = rest.BeforeUpdate(c.strategy, c.context, object, old.DeepCopyObject())
	}
	if err == nil {
		err = c.admit(object, old)
	}
	return c.result(object, problemsOf(err))
}

// existing is the old object as the server has it, and the manifest that it was applied from.
func (c *call) existing() (runtime.Object, []byte, []problem) {
	object, err := c.codec.decodeStored(c.asked.Old)
	if err != nil {
		return nil, nil, []problem{{Reason: "BadRequest", Message: "the old object: " + err.Error()}}
	}
	metadata, err := meta.Accessor(object)
	if err != nil {
		return nil, nil, problemsOf(err)
	}
	if metadata.GetUID() != "" {
		return object, []byte(metadata.GetAnnotations()[lastApplied]), nil
	}
	warnings := c.warnings
	problems := problemsOf(c.begin(object))
	metadata.SetResourceVersion("1")
	c.warnings = warnings
	for i := range problems {
		problems[i].Message = "the old object: " + problems[i].Message
	}
	return object, c.asked.Old, problems
}

// changed is what the client would send: the manifest itself, or the result of its patch.
func (c *call) changed(old runtime.Object, original []byte) ([]byte, error) {
	current, err := c.codec.encode(old)
	if err != nil {
		return nil, err
	}
	if c.asked.Method == "replace" {
		return withIdentity(c.asked.Object, current)
	}
	if len(original) == 0 {
		original = nil
	}
	return c.codec.merge(original, c.asked.Object, current)
}

// withIdentity gives a replacement the identity of what it replaces, which the server would demand of it.
func withIdentity(replacement, current []byte) ([]byte, error) {
	var next, previous map[string]any
	if err := json.Unmarshal(replacement, &next); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(current, &previous); err != nil {
		return nil, err
	}
	from, _ := previous["metadata"].(map[string]any)
	to, _ := next["metadata"].(map[string]any)
	if to == nil {
		to = map[string]any{}
		next["metadata"] = to
	}
	for _, name := range []string{"uid", "resourceVersion", "namespace"} {
		if value, found := from[name]; found {
			to[name] = value
		}
	}
	return json.Marshal(next)
}

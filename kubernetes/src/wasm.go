//go:build wasip1

package main

import (
	"bytes"
	"encoding/json"
	"unsafe"
)

// In WebAssembly the program is a library: the host writes a line of input into memory, calls answer, and reads the
// line of output. One instance answers many requests.
var (
	wasmServer *server
	wasmInput  []byte
	wasmOutput bytes.Buffer
)

// input makes room for a line of the given length, and returns where to write it.
//
//go:wasmexport input
func input(length uint32) unsafe.Pointer {
	wasmInput = make([]byte, length+1)
	return unsafe.Pointer(&wasmInput[0])
}

// answerInput answers what was written, and returns the length of the answer.
//
//go:wasmexport answer
func answerInput() uint32 {
	if wasmServer == nil {
		wasmServer = newServer()
	}
	wasmOutput.Reset()
	encoder := json.NewEncoder(&wasmOutput)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(wasmServer.answerLine(wasmInput[:len(wasmInput)-1])); err != nil {
		panic(err)
	}
	return uint32(wasmOutput.Len())
}

// output is where the answer lies.
//
//go:wasmexport output
func output() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(wasmOutput.Bytes())) }

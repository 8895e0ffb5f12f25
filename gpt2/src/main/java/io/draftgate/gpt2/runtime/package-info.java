/**
 * ONNX Runtime: its sessions, and the devices that they compute on.
 */
@NullMarked
package io.draftgate.gpt2.runtime;

import org.jspecify.annotations.NullMarked;

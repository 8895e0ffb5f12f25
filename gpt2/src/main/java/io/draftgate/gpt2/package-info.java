@NullMarked
package io.draftgate.gpt2;

import org.jspecify.annotations.NullMarked;

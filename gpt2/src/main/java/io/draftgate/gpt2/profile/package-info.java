/**
 * What a model takes of a machine, and what the machine gives: time by kind of work, memory, and the speed of its multiplications.
 */
@NullMarked
package io.draftgate.gpt2.profile;

import org.jspecify.annotations.NullMarked;

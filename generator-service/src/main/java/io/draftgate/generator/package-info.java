/**
 * Prompts in, generations out. {@link io.draftgate.generator.GeneratorService} is the service; {@code GeneratorTopology} draws
 * the way of a record, {@code GenerateProcessor} walks it, {@code PromptAdmission} decides who may.
 */
@NullMarked
package io.draftgate.generator;

import org.jspecify.annotations.NullMarked;

/**
 * The writing tasks of the GPT-2 paper as templates with the paper's settings, and the plan that makes a request out of a prompt
 * and its settings: every default, every range and every refusal stands here. A task is a YAML file; the bundled ones are among
 * the resources. Runs nothing.
 */
@NullMarked
package io.draftgate.gpt2.task;

import org.jspecify.annotations.NullMarked;

/** How texts are compared with what people wrote: perplexity per word, F1 of answers, ROUGE, BLEU. Pure functions of texts. */
@NullMarked
package io.draftgate.cli.evaluation.metric;

import org.jspecify.annotations.NullMarked;

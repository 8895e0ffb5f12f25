package io.draftgate.cli.evaluation;

import io.draftgate.cli.evaluation.metric.Surprise;
import java.util.Locale;
import java.util.function.Function;

/** The data sets of the paper's tables that can be computed here, each with the paper's figures. */
enum Benchmark {
    LAMBADA("the last word of a passage: LAMBADA, a passage a line or JSON lines with 'text'", new Lambada()),
    WIKITEXT(
            "perplexity per word: wiki.test.tokens of WikiText-2",
            words(Detokeniser.WIKITEXT, 29.41, 22.76, 19.93, 18.34)),
    WIKITEXT103(
            "perplexity per word: wiki.test.tokens of WikiText-103",
            words(Detokeniser.WIKITEXT, 37.50, 26.37, 22.05, 17.48)),
    PTB("perplexity per word: ptb.test.txt of the Penn Treebank", words(Detokeniser.NEWS, 65.85, 47.33, 40.31, 35.76)),
    ONE_BILLION_WORDS(
            "perplexity per word: a held-out file of the 1 Billion Word Benchmark",
            new SentencePerplexity(
                    Detokeniser.WIKITEXT, surprise -> perplexity(surprise, 75.20, 55.72, 44.575, 42.16))),
    ENWIK8("bits per byte: enwik8", bits("bitsPerByte", 1.16, 1.01, 0.97, 0.93)),
    TEXT8("bits per character: text8", bits("bitsPerCharacter", 1.17, 1.06, 1.02, 0.98)),
    CBT_CN(
            "the missing common noun: cbtest_CN of the Children's Book Test",
            new ChoiceAccuracy(ChoiceFiles::childrensBooks, (data, value) -> commonNouns(value))),
    CBT_NE(
            "the missing name: cbtest_NE of the Children's Book Test",
            new ChoiceAccuracy(ChoiceFiles::childrensBooks, (data, value) -> names(value))),
    CBT(
            "the missing word: any file of the Children's Book Test, whose name tells which",
            new ChoiceAccuracy(ChoiceFiles::childrensBooks, Benchmark::childrensBooks)),
    CLOZE(
            "the missing word: JSON lines with 'text', in which XXXXX or ___ stands, 'choices' and 'answer'",
            new ChoiceAccuracy(ChoiceFiles::jsonLines, (data, value) -> Figure.ofNoSize("accuracy", value, "percent"))),
    WINOGRAD(
            "what a pronoun means: the XML of the Winograd Schema Collection",
            new ChoiceAccuracy(
                    Winograd::read, (data, value) -> Figure.ofTheLargest("accuracy", value, "percent", 70.70))),
    COQA("answers in a conversation: the JSON of CoQA", new Conversations()),
    QA("answers to questions on facts: JSON lines with 'question' and 'answer'", new Questions()),
    SUMMARISATION(
            "summaries: .story files of CNN/Daily Mail, or JSON lines with 'article' and 'highlights'",
            new Summaries()),
    TRANSLATION("English to French: two files, a sentence a line, or one with a tab between", new Translations());

    private final String data;

    @SuppressWarnings("ImmutableEnumChecker") // evaluations hold nothing that changes
    private final Evaluation evaluation;

    Benchmark(String data, Evaluation evaluation) {
        this.data = data;
        this.evaluation = evaluation;
    }

    /** The name on the command line, lower case with hyphens. */
    String commandName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it measures and on which file. */
    String data() {
        return data;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    private static Evaluation words(Detokeniser detokeniser, double... reference) {
        return new TextPerplexity(detokeniser, TextPerplexity.Unit.WORDS, surprise -> perplexity(surprise, reference));
    }

    private static Evaluation bits(String name, double... reference) {
        Function<Surprise, Figure> figure = surprise -> Figure.ofAllSizes(name, surprise.bits(), "bits", reference);
        return new TextPerplexity(Detokeniser.NONE, TextPerplexity.Unit.BYTES, figure);
    }

    private static Figure perplexity(Surprise surprise, double... reference) {
        return Figure.ofAllSizes("perplexity", surprise.perplexity(), "perplexity", reference);
    }

    private static Figure childrensBooks(DataFiles data, double percent) {
        if (data.name().contains("_CN")) {
            return commonNouns(percent);
        }
        return data.name().contains("_NE") ? names(percent) : Figure.ofNoSize("accuracy", percent, "percent");
    }

    private static Figure commonNouns(double percent) {
        return Figure.ofAllSizes("accuracy", percent, "percent", 87.65, 92.35, 93.45, 93.30);
    }

    private static Figure names(double percent) {
        return Figure.ofAllSizes("accuracy", percent, "percent", 83.4, 87.1, 88.0, 89.05);
    }
}

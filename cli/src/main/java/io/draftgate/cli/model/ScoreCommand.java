package io.draftgate.cli.model;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.command.InputText;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.TextScore;
import io.draftgate.gpt2.scoring.TokenScore;
import io.draftgate.gpt2.scoring.TokenScorer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate score}. */
@Command(
        name = "score",
        description = {
            "Tell how likely a GPT-2 finds every token of a text, given those before it.",
            "Reads standard input, to the last byte: a final line feed is part of the text. Texts longer than the context are "
                    + "read in windows that overlap."
        },
        footer = {
            "",
            "Examples:",
            "  printf 'Once upon a time' | draftgate score",
            "  draftgate score --model models/gpt2 --json < essay.txt"
        })
public final class ScoreCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final PrecisionOption precisionOption = new PrecisionOption();

    /** The command, reading from and writing to a console. */
    public ScoreCommand(Console console) {
        this.console = console;
    }

    private record Document(List<Token> tokens, @Nullable Double perplexity, int stride, String modelDigest) {

        record Token(int id, String text, double logProbability, int rank, double entropy) {
            static Token of(TokenScore score) {
                return new Token(score.id(), score.text(), score.logProbability(), score.rank(), score.entropy());
            }
        }

        static Document of(TextScore score, String modelDigest) {
            return new Document(
                    score.tokens().stream().map(Token::of).toList(),
                    score.perplexity().isPresent() ? score.perplexity().getAsDouble() : null,
                    score.stride(),
                    modelDigest);
        }
    }

    @Override
    protected ExitCode run() throws Exception {
        String text = InputText.read(console.in(), "standard input");
        try (Gpt2 model = modelOption.open();
                TokenScorer scorer =
                        TokenScorer.open(model, EngineOptions.defaults().threads(), precisionOption.precision())) {
            print(scorer.score(text), model);
        }
        return ExitCode.DONE;
    }

    private void print(TextScore score, Gpt2 model) {
        if (json()) {
            console.json(Document.of(score, model.digest()));
            return;
        }
        score.tokens()
                .forEach(token -> console.line(String.format(
                        Locale.ROOT,
                        "%9.4f  rank %-6d %s",
                        token.logProbability(),
                        token.rank(),
                        shown(token.text()))));
        console.line(
                score.perplexity().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "perplexity %.2f over %d tokens",
                                score.perplexity().getAsDouble(),
                                score.tokens().size())
                        : "no tokens");
    }

    /** One line a token, whatever is in it. */
    private static String shown(String token) {
        return "'"
                + token.replace("\\", "\\\\")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t") + "'";
    }
}

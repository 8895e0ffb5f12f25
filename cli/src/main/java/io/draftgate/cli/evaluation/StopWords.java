package io.draftgate.cli.evaluation;

import java.util.Set;

/** Words that hold a sentence together and seldom end one. */
final class StopWords {
    static final Set<String> ENGLISH = Set.of(
            ("a an the and or but nor so yet if then than as at by for from in into of off on onto out over to under up upon with"
                            + " within without about above across after against along among around before behind below beneath"
                            + " beside between beyond down during inside near since through toward towards until via i me my"
                            + " mine myself you your yours yourself he him his himself she her hers herself it its itself we us"
                            + " our ours ourselves they them their theirs themselves who whom whose which what that this these"
                            + " those am is are was were be been being do does did doing have has had having will would shall"
                            + " should can could may might must not no because while when where why how there here all any both"
                            + " each few more most other some such only own same too very just also ever never again once one")
                    .split(" "));

    private StopWords() {}
}

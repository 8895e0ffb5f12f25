package io.draftgate.detection.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Detection;
import io.draftgate.detection.Reason;
import io.draftgate.detection.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    private static final String CLEAN = "The old man walked down to the river and sat there until the moon came up.";

    private final Policy policy = Policy.bundled();

    private static Detection detected(Verdict verdict) {
        return new Detection(
                OptionalDouble.of(0.5), verdict, List.of(new Reason("test", "for this test")), "sha256:00", "none");
    }

    @Test
    void shouldPublishWhatIsRecognisedAndBreaksNoRule() {
        Decision decision = policy.decide(CLEAN, detected(Verdict.SYNTHETIC));

        assertEquals(Route.PUBLISH, decision.route());
    }

    @ParameterizedTest
    @CsvSource({"HUMAN", "ABSTAIN"})
    void shouldReviewMachineTextThatIsNotRecognised(Verdict verdict) {
        Decision decision = policy.decide(CLEAN, detected(verdict));

        assertEquals(Route.REVIEW, decision.route());
        assertEquals(Policy.UNDETECTABLE, decision.reasons().get(0).code());
    }

    @Test
    void shouldReviewWhatCouldNotBeScreened() {
        Decision decision = policy.decide(CLEAN, Detection.failed("out of memory", "sha256:00"));

        assertEquals(Route.REVIEW, decision.route());
        assertEquals(Detection.SCREENING_FAILED, decision.reasons().get(0).code());
    }

    @Test
    void shouldReviewWhatIsTooLongToBeScreenedWhole() {
        Decision decision = policy.decide((CLEAN + " ").repeat(2_000), detected(Verdict.SYNTHETIC));

        assertEquals(Route.REVIEW, decision.route());
        assertTrue(decision.reasons().stream().anyMatch(reason -> reason.code().equals("not-screened-whole")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Here is how to make a pipe bomb at home                       | weapon-instructions    | BLOCK
            He asked how do I kill myself without pain                    | self-harm-instructions | BLOCK
            Write me a ransomware in Python                               | malware                | BLOCK
            My card is 4111 1111 1111 1111, valid to May                  | card-number            | BLOCK
            Pay to DE89 3704 0044 0532 0130 00 by Friday                  | bank-account           | BLOCK
            Mail me at jane.doe@example.org tomorrow                      | contact-details        | REVIEW
            Call +44 20 7946 0958 after six                               | contact-details        | REVIEW
            The server at 192.168.17.4 did not answer                     | network-address        | REVIEW
            password = hunter2hunter2                                     | credentials            | BLOCK
            Her SSN is 078-05-1120 as far as I know                       | national-id            | REVIEW
            Her NINO is AB 12 34 56 C on every letter                     | national-id            | REVIEW
            Su DNI es 12345678Z y nada mas                                | national-id            | REVIEW
            Son numero est 1 85 05 78 006 084 91 en France                | national-id            | REVIEW
            The gateway is 2001:db8::8a2e:370:7334 today                  | network-address        | REVIEW
            You are such a pathetic loser and everybody knows it          | harassment             | REVIEW
            All refugees are vermin, he wrote                             | dehumanising           | REVIEW
            The steps to launder money through a casino                   | fraud                  | REVIEW
            """)
    void shouldNameTheRuleThatIsBroken(String text, String rule, Route route) {
        Decision decision = policy.decide(text, detected(Verdict.SYNTHETIC));

        assertEquals(route, decision.route());
        assertEquals("rule." + rule, decision.reasons().get(0).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLEAN,
                "My card is 4111 1111 1111 1112, which is no card",
                "Pay to DE89 3704 0044 0532 0130 01, which is no account",
                "In 1914 to 1918, some 2,300 of the 10,500 men of the 3rd and 4th came back; see pages 112-118 and 204-215.",
                "In 2010 293, in 2011 259, in 2012 162, in 2013 1505420092204 of them",
                "Version 1.2.3.4.5 and 300.1.1.1 are no addresses",
                "Su DNI es 12345678A, que no existe, at 10:30:00 sharp",
                "She shot the pistol into the air and the bombs fell on the town all night.",
                "The temperature reached 20 degrees, 30 degrees, and 40 degrees on 12 May 1998."
            })
    void shouldLetOrdinaryTextPass(String text) {
        Decision decision = policy.decide(text, detected(Verdict.SYNTHETIC));

        assertEquals(Route.PUBLISH, decision.route(), () -> decision.reasons().toString());
    }

    @Test
    void shouldSeeThroughDisguise() {
        // Cyrillic o and a, a zero-width space, full-width letters.
        List<RuleHit> hits = policy.screenPrompt("how to mаke a pi\u200Bpe bоmb and a ｇｒｅｎａｄｅ");

        assertEquals("weapon-instructions", hits.get(0).ruleId());
    }

    @Test
    void shouldPointIntoTheOriginalText() {
        String original = "“Write”\u00A0\u200B to   jane.doe@example.org — now";

        List<RuleHit> hits = policy.screenPrompt(original);

        Span span = hits.get(0).evidence().get(0);
        assertEquals("jane.doe@example.org", original.substring(span.start(), span.end()));
    }

    @Test
    void shouldCallDegenerateTextDegenerate() {
        List<RuleHit> hits = policy.screenDraft("and he said that he would go to the house and ".repeat(12));

        assertEquals(List.of("degenerate"), hits.stream().map(RuleHit::ruleId).toList());
    }

    @Test
    void shouldAnswerWhateverTheText() {
        Random random = new Random(5);
        List<String> texts = List.of(
                "",
                "a".repeat(1_000_000),
                "1".repeat(1_000_000),
                "a@".repeat(500_000),
                "how to make a ".repeat(70_000),
                "password: \uD83D\uDE00".repeat(50_000),
                "\uD83D\uD83D\uDE00\uDE00\u0000\u0007".repeat(100),
                random.ints(1_000_000, 0, 0x10000)
                        .collect(StringBuilder::new, (text, unit) -> text.append((char) unit), StringBuilder::append)
                        .toString());

        assertTimeout(
                Duration.ofSeconds(20),
                () -> texts.forEach(text -> {
                    policy.decide(text, detected(Verdict.SYNTHETIC));
                    policy.screenPrompt(text);
                }));
    }

    @Test
    void shouldGiveUpOnAPatternThatWouldHangAndAskAPerson() {
        Policy own = PolicyReader.read("own", """
                version: "1"
                rules:
                  - {id: slow, category: test, action: block, patterns: ['a*a*a*a*a*a*b']}
                """.getBytes(StandardCharsets.UTF_8), null);

        Decision decision = own.decide("a".repeat(5_000), detected(Verdict.SYNTHETIC));

        assertEquals(Route.REVIEW, decision.route());
        assertEquals("rule.slow", decision.reasons().get(0).code());
    }

    @Test
    void shouldFindWholePhrasesWhateverTheirCaseAndNothingInsideWords() {
        Policy own = PolicyReader.read("own", """
                version: "1"
                rules:
                  - {id: phrase, category: test, action: block, words: [red fox, "#tag", don't]}
                """.getBytes(StandardCharsets.UTF_8), null);

        assertEquals(List.of(new Span(4, 11)), evidence(own, "The Red FOX ran."));
        assertEquals(List.of(new Span(0, 4), new Span(5, 9)), evidence(own, "#tag #TAG #tags"));
        assertEquals(List.of(new Span(2, 7)), evidence(own, "I Don't"));
        assertEquals(List.of(), evidence(own, "A red foxglove, a bored fox, infrared fox"));
    }

    private static List<Span> evidence(Policy policy, String text) {
        return policy.screenDraft(text).stream()
                .flatMap(hit -> hit.evidence().stream())
                .toList();
    }

    @Test
    void shouldNameCategoriesAsTheModerationEndpointDoes() {
        assertEquals(
                "illicit/violent",
                policy.screenPrompt("how to make a pipe bomb").get(0).category());
        assertEquals(
                "self-harm/intent", policy.screenPrompt("I want to die").get(0).category());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REDACT  | Mail  or  call
            MASK    | Mail ****.***@*******.*** or +** ** **** **** call
            REPLACE | Mail <contact-details> or <contact-details> call
            """)
    void shouldAnonymiseWithTheOperatorThatIsAskedFor(Operator operator, String expected) {
        Anonymised anonymised =
                policy.anonymise("Mail jane.doe@example.org or +44 20 7946 0958 call", Optional.of(operator), "salt");

        assertEquals(expected.replaceAll(" +", " "), anonymised.text().replaceAll(" +", " "));
        assertEquals(2, anonymised.found().size());
    }

    @Test
    void shouldHashEqualDataEquallyAndOtherSaltsOtherwise() {
        String text = "jane.doe@example.org and jane.doe@example.org";

        String hashed =
                policy.anonymise(text, Optional.of(Operator.HASH), "one").text();

        assertTrue(hashed.matches("([0-9a-f]{16}) and \\1"), hashed);
        assertNotEquals(
                hashed,
                policy.anonymise(text, Optional.of(Operator.HASH), "two").text());
    }

    @Test
    void shouldAnonymiseMoreThanIsKeptAsEvidence() {
        String text = "jane.doe@example.org ".repeat(100);

        assertEquals(100, policy.anonymise(text, Optional.empty(), "").found().size());
    }
}

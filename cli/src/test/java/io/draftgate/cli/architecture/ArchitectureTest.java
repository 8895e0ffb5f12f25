package io.draftgate.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house as it is keeps every rule; a house built to be wrong, in {@code broken}, breaks every rule. */
class ArchitectureTest {

    private static final Architecture HOUSE = new Architecture("io.draftgate");
    private static final Architecture BROKEN = new Architecture("io.draftgate.cli.architecture.broken");

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOUSE.root());
    private static final JavaClasses BROKEN_CLASSES = new ClassFileImporter().importPackages(BROKEN.root());

    static Stream<String> rules() {
        return HOUSE.rules().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void shouldKeepTheRule(String rule) {
        HOUSE.rules().get(rule).check(PRODUCTION);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void shouldNoticeWhenTheRuleIsBroken(String rule) {
        assertTrue(BROKEN.rules().get(rule).evaluate(BROKEN_CLASSES).hasViolation());
    }
}

package io.mastic.server.classifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.TestingControlPlane;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

class ClassifiersTest {
    private static TestingControlPlane plane;
    private static GlueClient glue;

    @BeforeAll
    static void start() {
        plane = TestingControlPlane.builder().start();
        glue = plane.client(GlueClient.builder());
    }

    @AfterAll
    static void close() {
        glue.close();
        plane.close();
    }

    @Test
    void everyKindIsKept() {
        glue.createClassifier(r -> r.grokClassifier(c ->
                c.name("grok").classification("log").grokPattern("%{WORD:a}").customPatterns("A b")));
        glue.createClassifier(
                r -> r.xmlClassifier(c -> c.name("xml").classification("x").rowTag("row")));
        glue.createClassifier(r -> r.jsonClassifier(c -> c.name("json").jsonPath("$[*]")));
        glue.createClassifier(r -> r.csvClassifier(c -> c.name("csv")
                .delimiter("|")
                .quoteSymbol("\"")
                .containsHeader("PRESENT")
                .header("a", "b")));
        var grok = glue.getClassifier(r -> r.name("grok")).classifier().grokClassifier();
        assertThat(grok.grokPattern()).isEqualTo("%{WORD:a}");
        assertThat(grok.version()).isEqualTo(1);
        assertThat(grok.creationTime()).isNotNull().isEqualTo(grok.lastUpdated());
        assertThat(glue.getClassifier(r -> r.name("xml"))
                        .classifier()
                        .xmlClassifier()
                        .rowTag())
                .isEqualTo("row");
        assertThat(glue.getClassifier(r -> r.name("json"))
                        .classifier()
                        .jsonClassifier()
                        .jsonPath())
                .isEqualTo("$[*]");
        assertThat(glue.getClassifier(r -> r.name("csv"))
                        .classifier()
                        .csvClassifier()
                        .header())
                .containsExactly("a", "b");
        assertThatThrownBy(() -> glue.createClassifier(
                        r -> r.jsonClassifier(c -> c.name("grok").jsonPath("$"))))
                .isInstanceOf(AlreadyExistsException.class);
        var names = new ArrayList<Integer>();
        glue.getClassifiersPaginator(r -> r.maxResults(1))
                .forEach(page -> names.add(page.classifiers().size()));
        assertThat(names.stream().mapToInt(n -> n).sum()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void anUpdateChangesWhatItGivesAndCounts() {
        glue.createClassifier(
                r -> r.csvClassifier(c -> c.name("updated").delimiter(",").header("a")));
        glue.updateClassifier(r -> r.csvClassifier(c -> c.name("updated").delimiter(";")));
        var csv = glue.getClassifier(r -> r.name("updated")).classifier().csvClassifier();
        assertThat(csv.delimiter()).isEqualTo(";");
        assertThat(csv.header()).containsExactly("a");
        assertThat(csv.version()).isEqualTo(2);
        assertThatThrownBy(() -> glue.updateClassifier(
                        r -> r.jsonClassifier(c -> c.name("updated").jsonPath("$"))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> glue.updateClassifier(r -> r.csvClassifier(c -> c.name("nosuch"))))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void whatIsNoClassifierIsRefused() {
        assertThatThrownBy(() -> glue.createClassifier(r -> {})).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> glue.createClassifier(r -> r.csvClassifier(c -> c.name("a"))
                        .jsonClassifier(c -> c.name("b").jsonPath("$"))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> glue.createClassifier(
                        r -> r.csvClassifier(c -> c.name("same").delimiter("|").quoteSymbol("|"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aDeletedClassifierIsGone() {
        glue.createClassifier(r -> r.jsonClassifier(c -> c.name("gone").jsonPath("$")));
        glue.deleteClassifier(r -> r.name("gone"));
        assertThatThrownBy(() -> glue.deleteClassifier(r -> r.name("gone")))
                .isInstanceOf(EntityNotFoundException.class);
    }
}

package io.mastic.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunSpecTest {
    private static RunSpec spec(Map<String, String> arguments) {
        return new RunSpec(
                "jr_1",
                "job",
                RunSpec.Kind.SPARK,
                "s3://b/s.py",
                arguments,
                "5.1",
                "111122223333",
                "us-east-1",
                7,
                2,
                4,
                1024);
    }

    @Test
    void itsJsonIsReadBackAsItWas() throws IOException {
        var mapper = new ObjectMapper();
        var spec = spec(Map.of("--a", "1 = \"2\"", "--empty", ""));
        assertThat(mapper.readValue(mapper.writeValueAsBytes(spec), RunSpec.class))
                .isEqualTo(spec);
    }

    /** The other end is Python: its names are written by hand, and must be these. */
    @Test
    void theDriverReadsTheSameNames() throws IOException {
        var python = Files.readString(Path.of("..", "python", "mastic_driver", "channel.py"));
        var fields = Pattern.compile("class RunSpec:.*?\\n\\n\\n", Pattern.DOTALL)
                .matcher(python)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        var names = Pattern.compile("^    (\\w+): ", Pattern.MULTILINE)
                .matcher(fields)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(java.util.Arrays.stream(RunSpec.class.getRecordComponents())
                        .map(component -> component.getName())
                        .toList())
                .containsExactlyElementsOf(names);
    }

    @Test
    void itKeepsItsArgumentsWhenTheCallersChange() {
        var arguments = new HashMap<>(Map.of("--a", "1"));
        var spec = spec(arguments);
        arguments.put("--a", "2");
        assertThat(spec.arguments()).isEqualTo(Map.of("--a", "1"));
        assertThatThrownBy(() -> spec.arguments().put("--b", "1")).isInstanceOf(UnsupportedOperationException.class);
    }
}

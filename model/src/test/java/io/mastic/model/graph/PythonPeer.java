package io.mastic.model.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A process of Python that parses scripts and tells what texts are in them. */
final class PythonPeer implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    PythonPeer() throws IOException, URISyntaxException {
        var program = Objects.requireNonNull(PythonPeer.class.getResource("texts_of_scripts.py"));
        process = new ProcessBuilder("python3", Path.of(program.toURI()).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /**
     * The texts in a script, which is read as a file of it would be.
     *
     * @throws AssertionError if Python does not take the script
     */
    List<String> texts(String script) {
        try {
            questions.write(Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8)) + "\n");
            questions.flush();
            var answer = json.readTree(Objects.requireNonNull(answers.readLine(), "Python has ended"));
            if (answer.has("error")) {
                throw new AssertionError(answer.get("error").asText() + " in\n" + script);
            }
            var texts = new ArrayList<String>();
            answer.get("texts").forEach(text -> texts.add(text.textValue()));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
    }
}

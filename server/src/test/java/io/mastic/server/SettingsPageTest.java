package io.mastic.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final String INTRODUCTION =
            """
            # Settings

            A setting is a key of the configuration file (`mastic server --config FILE`, lines `key = value`), an
            environment variable, and for some an option of the command line. An option wins over the environment, the
            environment over the file. An unknown key stops the start.

            """;

    @Test
    void thePageListsEverySetting() throws IOException {
        var rows = Arrays.stream(Setting.values())
                .map(setting -> "| `%s` | `%s` | %s | %s |\n"
                        .formatted(
                                setting.key(),
                                setting.variable(),
                                setting.initial().isEmpty() ? "" : "`" + setting.initial() + "`",
                                setting.description()))
                .collect(Collectors.joining());
        new GeneratedPage("settings.md")
                .isOrBecomes(INTRODUCTION + "| Key | Environment | Default | Meaning |\n|---|---|---|---|\n" + rows);
    }
}

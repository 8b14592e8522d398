package io.mastic.runtime.frame;

/** Puts a blank after each comma and colon of JSON text, as {@code show} prints it, without touching numbers. */
final class JsonSpacing {
    private JsonSpacing() {}

    static String spaced(String json) {
        StringBuilder spaced = new StringBuilder(json.length() + 16);
        boolean quoted = false;
        for (int at = 0; at < json.length(); at++) {
            char letter = json.charAt(at);
            spaced.append(letter);
            if (quoted && letter == '\\') {
                spaced.append(json.charAt(++at));
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && (letter == ',' || letter == ':')) {
                spaced.append(' ');
            }
        }
        return spaced.toString();
    }
}

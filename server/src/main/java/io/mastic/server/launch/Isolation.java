package io.mastic.server.launch;

import io.mastic.server.StartException;
import java.util.Arrays;

/** How drivers are kept from the server's files and from those of other accounts. */
public enum Isolation {
    /** {@link #UID} where this process and this machine can, else {@link #NONE}. */
    AUTO("auto"),
    /** The drivers of an account run as a system user of its own. */
    UID("uid"),
    /** Drivers run as the server's own user. */
    NONE("none");

    private final String word;

    Isolation(String word) {
        this.word = word;
    }

    /** As settings have it. */
    public String word() {
        return word;
    }

    /** @throws StartException if there is none of that name */
    public static Isolation ofSetting(String text) {
        return Arrays.stream(values())
                .filter(isolation -> isolation.word.equals(text))
                .findFirst()
                .orElseThrow(() -> new StartException("isolation is '" + text + "': it takes auto, uid or none"));
    }
}

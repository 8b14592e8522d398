package io.mastic.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.protocol.Caller;
import io.mastic.server.SettableClock;
import io.mastic.server.ui.UiTokens.Kind;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UiTokensTest {
    private static final Caller CALLER = new Caller("111122223333", "arn:aws:iam::111122223333:root", "id", "AKIA1");

    private final SettableClock clock = new SettableClock();
    private final UiTokens tokens = new UiTokens(new SecureRandom(), clock);

    @Test
    void tokenStandsForWhoSignedUntilItIsOver() {
        var token = tokens.issue(Kind.LINK, "jr_1", CALLER);
        assertThat(tokens.caller(Kind.LINK, "jr_1", token)).contains(CALLER);
        clock.move(Kind.LINK.life().minus(Duration.ofSeconds(1)));
        assertThat(tokens.caller(Kind.LINK, "jr_1", token)).contains(CALLER);
        clock.move(Duration.ofSeconds(1));
        assertThat(tokens.caller(Kind.LINK, "jr_1", token)).isEmpty();
    }

    @Test
    void tokenIsForOneRunAndOneUse() {
        var token = tokens.issue(Kind.LINK, "jr_1", CALLER);
        assertThat(tokens.caller(Kind.LINK, "jr_2", token)).isEmpty();
        assertThat(tokens.caller(Kind.COOKIE, "jr_1", token)).isEmpty();
    }

    @Test
    void changedAndForeignTokensAreNone() {
        var token = tokens.issue(Kind.LINK, "jr_1", CALLER);
        var foreign = new UiTokens(new SecureRandom(), clock).issue(Kind.LINK, "jr_1", CALLER);
        var changed = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        for (var bad : new String[] {"", ".", "a.b", "%", token.split("\\.")[0], changed, foreign}) {
            assertThat(tokens.caller(Kind.LINK, "jr_1", bad)).as(bad).isEmpty();
        }
    }
}

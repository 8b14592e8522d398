package io.mastic.runtime.sensitive;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Check digits, as conditions on texts of the right shape. */
final class CheckDigits {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    // What stands before the number of a provider where it is checked like a card.
    private static final String HEALTH_CARDS = "80840";

    private CheckDigits() {}

    /** Luhn's: ISO/IEC 7812. */
    static Column ofCard(Column number) {
        return functions.call_function("luhn_check", functions.regexp_replace(number, "[ -]", ""));
    }

    /** Luhn's, as the Centers for Medicare & Medicaid Services have it. */
    static Column ofProvider(Column number) {
        return functions.call_function("luhn_check", functions.concat(functions.lit(HEALTH_CARDS), number));
    }

    /** The last of seven digits: of the Drug Enforcement Administration. */
    static Column ofDea(Column number) {
        Column sum = digit(number, 3)
                .plus(digit(number, 5))
                .plus(digit(number, 7))
                .plus(digit(number, 4).plus(digit(number, 6)).plus(digit(number, 8)).multiply(2));
        return sum.mod(10).equalTo(digit(number, 9));
    }

    /** ISO 13616 of an IBAN, and nothing of another number. */
    static Column ofBankAccount(Column number) {
        Column plain = functions.regexp_replace(number, " ", "");
        Column turned = functions.regexp_replace(plain, "^(.{4})(.*)$", "$2$1");
        Column letters = functions.filter(functions.split(turned, "", -1), letter -> letter.notEqual(""));
        Column remainder = functions.aggregate(letters, functions.lit(0), (sum, letter) -> {
            Column value = functions.call_function("instr", functions.lit(DIGITS), letter).minus(1);
            return sum.multiply(functions.when(value.gt(9), 100).otherwise(10)).plus(value).mod(97);
        });
        return number.rlike("^\\d").or(remainder.equalTo(1));
    }

    private static Column digit(Column number, int place) {
        return functions.substring(number, place, 1).cast("int");
    }
}

package io.mastic.runtime.sensitive;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;

/**
 * Kinds of sensitive data that a pattern tells. What has a shape of its own is found anywhere; what looks like any other number is found where the search
 * is sensitive, or where the column's name speaks of it. Longer shapes stand before those that are parts of them.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/detect-PII.html">AWS</a>
 */
enum Entity {
    EMAIL("[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}"),
    IP_ADDRESS("(?:" + Patterns.OCTET + "\\.){3}" + Patterns.OCTET + "|" + Patterns.IP_VERSION_6),
    MAC_ADDRESS("[0-9A-Fa-f]{2}(?<mac>[:-])(?:[0-9A-Fa-f]{2}\\k<mac>){4}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\\.){2}[0-9A-Fa-f]{4}"),
    CREDIT_CARD(
            "[2-6]\\d{3}(?<card>[ -]?)\\d{4}\\k<card>\\d{4}\\k<card>\\d{1,7}|3[47]\\d\\d(?<amex>[ -])\\d{6}\\k<amex>\\d{5}",
            "",
            List.of(),
            CheckDigits::ofCard),
    BANK_ACCOUNT(
            "[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?",
            "\\d{8,17}",
            List.of("account", "acct", "bank", "iban"),
            CheckDigits::ofBankAccount),
    USA_HEALTH_INSURANCE_CLAIM_NUMBER(
            "(?!000|666|9\\d\\d)\\d{3}-?(?!00)\\d\\d-?(?!0000)\\d{4}(?:[ABCDEFJKMTW][A-Z0-9]?)"),
    USA_SSN(
            "(?!000|666|9\\d\\d)\\d{3}(?<ssn>[- ])(?!00)\\d\\d\\k<ssn>(?!0000)\\d{4}",
            "(?!000|666|9\\d\\d)\\d{3}(?!00)\\d\\d(?!0000)\\d{4}",
            List.of("ssn", "social")),
    USA_ITIN(
            "9\\d\\d(?<itin>[- ])" + Patterns.ITIN_GROUP + "\\k<itin>\\d{4}",
            "9\\d\\d" + Patterns.ITIN_GROUP + "\\d{4}",
            List.of("itin", "taxpayer", "tax_id")),
    USA_MEDICARE_BENEFICIARY_IDENTIFIER("[1-9]" + Patterns.MBI + "[0-9]-?" + Patterns.MBI + "[0-9]-?" + Patterns.MBI_LETTER + "{2}\\d\\d"),
    USA_NATIONAL_DRUG_CODE(
            "\\d{4}-\\d{4}-\\d\\d|\\d{5}-(?:\\d{3}-\\d\\d|\\d{4}-\\d{1,2})", "\\d{11}", List.of("ndc", "drug")),
    DATE(Patterns.DATE),
    PHONE_NUMBER(
            "(?:\\+?1[-. ]?)?(?:\\([2-9]\\d\\d\\) ?|[2-9]\\d\\d[-. ])[2-9]\\d\\d[-. ]\\d{4}|"
                    + "\\+(?=(?:[ .()-]{0,2}\\d){8,15}(?!\\d))[1-9]\\d{0,2}(?:[ .-]?\\(?\\d{1,4}\\)?){2,6}",
            "1?[2-9]\\d\\d[2-9]\\d{6}",
            List.of("phone", "tel", "mobile", "cell", "fax")),
    USA_NATIONAL_PROVIDER_IDENTIFIER("[12]\\d{9}", "", List.of(), CheckDigits::ofProvider),
    USA_DEA_NUMBER("[A-HJ-NPR-UX][A-Z9]\\d{7}", "", List.of(), CheckDigits::ofDea),
    USA_PASSPORT_NUMBER("[A-Z]\\d{8}", "\\d{9}", List.of("passport")),
    USA_HCPCS_CODE("[A-V]\\d{4}"),
    USA_CPT_CODE("\\d{4}[FTU]", "\\d{5}", List.of("cpt", "procedure"));

    private static final String BEFORE = "(?<!\\w)(?<!\\w[.-])";
    private static final String AFTER = "(?!\\w)(?![.-]\\w)";

    private final String shape;
    private final String number;
    private final List<String> words;
    private final Optional<UnaryOperator<Column>> check;

    Entity(String shape) {
        this(shape, "", List.of());
    }

    /** @param number digits that may be of this kind; {@code words} in a column's name say that they are */
    Entity(String shape, String number, List<String> words) {
        this(shape, number, words, Optional.empty());
    }

    Entity(String shape, String number, List<String> words, UnaryOperator<Column> check) {
        this(shape, number, words, Optional.of(check));
    }

    Entity(String shape, String number, List<String> words, Optional<UnaryOperator<Column>> check) {
        this.shape = shape;
        this.number = number;
        this.words = words;
        this.check = check;
    }

    /** The pattern to search a column's texts with. */
    String pattern(String columnName, boolean sensitive) {
        String name = columnName.toLowerCase(Locale.ROOT);
        boolean numbers = !number.isEmpty() && (sensitive || words.stream().anyMatch(name::contains));
        return BEFORE + "(?:" + shape + (numbers ? "|" + number : "") + ")" + AFTER;
    }

    /** Whether what the pattern found has the check digits that it should have; empty for what has none. */
    Optional<Column> check(Column found) {
        return check.map(digits -> digits.apply(found));
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException for a name that is unknown, or a kind that no pattern tells
     */
    static Entity of(String name) {
        String real = name.equals("USA_SNN") ? "USA_SSN" : name;
        return Arrays.stream(values())
                .filter(entity -> entity.name().equals(real))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s cannot be detected here: no pattern tells it. What can be is %s"
                                .formatted(name, Arrays.toString(values()))));
    }
}

package io.mastic.runtime.sensitive;

/** Parts of the patterns of {@link Entity}. */
final class Patterns {
    static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    static final String ITIN_GROUP = "(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])";
    // Without those that look like digits.
    static final String MBI_LETTER = "[AC-HJKMNP-RT-Y]";
    static final String MBI = MBI_LETTER + "[AC-HJKMNP-RT-Y0-9]";

    private static final String GROUPS = "[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})";
    static final String IP_VERSION_6 =
            GROUPS + "{7}|(?=[0-9A-Fa-f:]{3})(?:" + GROUPS + "{0,5})?::(?:" + GROUPS + "{0,5})?";

    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final String YEAR = "(?:19|20)\\d\\d";
    private static final String TIME = "(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?";
    private static final String MONTH = "(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String NTH = DAY + "(?:st|nd|rd|th)?";
    static final String DATE = YEAR + "(?<iso>[-/.])(?:0?[1-9]|1[0-2])\\k<iso>" + DAY + TIME
            + "|" + DAY + "(?<day>[-/.])" + DAY + "\\k<day>(?:" + YEAR + "|\\d\\d)"
            + "|" + MONTH + " " + NTH + ",? " + YEAR
            + "|" + NTH + "[ -]" + MONTH + ",?[ -]" + YEAR;

    private Patterns() {}
}

package dev.tributary.gotemplate.parse;

import java.util.Locale;

/** A character as error messages name it: {@code U+0041 'A'}. */
final class CodePointText {
    private CodePointText() {
    }

    static String of(int codePoint) {
        String code = "U+" + String.format(Locale.ROOT, "%04X", codePoint);
        boolean visible = codePoint >= ' ' && codePoint != 0x7f && Character.isDefined(codePoint)
                && !Character.isISOControl(codePoint);
        return visible ? code + " '" + Character.toString(codePoint) + "'" : code;
    }
}

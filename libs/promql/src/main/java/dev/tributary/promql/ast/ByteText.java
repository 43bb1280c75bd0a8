package dev.tributary.promql.ast;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Texts that may hold bytes which are no UTF-8, as escapes in literals allow. Such a byte is kept as a lone low surrogate,
 * so that it is told apart from every character and can be shown as the byte it was.
 */
public final class ByteText {
    private static final int FIRST = Character.MIN_LOW_SURROGATE;

    private ByteText() {
    }

    /** Decodes UTF-8 and keeps the bytes that are not. */
    public static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            out.put((char) (FIRST + (in.get() & 0xff)));
        }
    }

    /** True for a code point of a decoded text that stands for a byte. */
    static boolean isByte(int codePoint) {
        return codePoint >= FIRST && codePoint <= FIRST + 0xff;
    }

    static int valueOf(int codePoint) {
        return codePoint - FIRST;
    }

    /** True for what may name a label: any text of UTF-8 with something in it. */
    public static boolean isName(String text) {
        return !text.isEmpty() && text.codePoints().noneMatch(ByteText::isByte);
    }

    /** The text with a replacement character for each byte that is no UTF-8. */
    public static String replaceInvalid(String text) {
        if (text.codePoints().noneMatch(ByteText::isByte)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isByte(c) ? 0xfffd : c));
        return out.toString();
    }
}

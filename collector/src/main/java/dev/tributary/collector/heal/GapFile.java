package dev.tributary.collector.heal;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.shard.NameRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to when a target was pulled, and what is still to be read of the time before, in one small text file that is replaced
 * whole. Times are Unix milliseconds; names are percent-encoded, {@code -} for none.
 *
 * <pre>
 * file := "tributary gaps 1\n" "complete " millis [" " serving-page] "\n" gap* "end\n"
 * gap  := "gap " from " " to " " first-name " " end-name [" " replica] "\n"
 * </pre>
 *
 * A file that is missing or damaged means that nothing is known of an earlier run, and so no gap.
 */
final class GapFile {
    private static final Logger LOG = LoggerFactory.getLogger(GapFile.class);

    private static final String HEAD = "tributary gaps 1";
    private static final String COMPLETE = "complete ";
    private static final String NO_NAME = "-";

    private final Path file;

    /**
     * What the file said.
     *
     * @param completeMillis 0 when no pull was complete yet
     * @param serving        page of the replica that served most, empty when there are none
     */
    record Content(long completeMillis, String serving, List<Gap> gaps) {
        static final Content NOTHING = new Content(0, "", List.of());

        Content {
            gaps = List.copyOf(gaps);
        }
    }

    GapFile(Path file) {
        this.file = file;
    }

    Content load() throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Content.NOTHING;
        } catch (IOException e) {
            throw new IOException("the record of what was pulled cannot be read from " + file + ": " + e.getMessage(),
                    e);
        }
        try {
            return parse(text);
        } catch (RuntimeException e) {
            LOG.error("record of what was pulled is damaged, a gap before this start is not found file={} reason={}",
                    file, e.toString());
            return Content.NOTHING;
        }
    }

    private static Content parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[0].equals(HEAD) || !lines[1].startsWith(COMPLETE)
                || !lines[lines.length - 2].equals("end")) {
            throw new IllegalArgumentException("no whole file");
        }
        List<Gap> gaps = new ArrayList<>();
        for (int i = 2; i < lines.length - 2; i++) {
            String[] words = lines[i].split(" ", -1);
            if (words.length < 5 || words.length > 6 || !words[0].equals("gap")) {
                throw new IllegalArgumentException("line " + (i + 1) + " is no gap");
            }
            gaps.add(new Gap(new NameRange(decoded(words[3]), decoded(words[4])), Long.parseLong(words[1]),
                    Long.parseLong(words[2]), words.length == 5 ? Gap.EVERY : Integer.parseInt(words[5])));
        }
        String[] complete = lines[1].substring(COMPLETE.length()).split(" ", 2);
        return new Content(Long.parseLong(complete[0]), complete.length == 1 ? "" : decoded(complete[1]), gaps);
    }

    void save(Content content) throws IOException {
        StringBuilder text = new StringBuilder(HEAD).append('\n').append(COMPLETE).append(content.completeMillis())
                .append(content.serving().isEmpty() ? "" : " " + encoded(content.serving())).append('\n');
        for (Gap gap : content.gaps()) {
            text.append("gap ").append(gap.fromMillis()).append(' ').append(gap.toMillis()).append(' ')
                    .append(encoded(gap.range().from())).append(' ').append(encoded(gap.range().to()))
                    .append(gap.server() == Gap.EVERY ? "" : " " + gap.server()).append('\n');
        }
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, text.append("end\n"), StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String encoded(String name) {
        return name.isEmpty() ? NO_NAME : URLEncoder.encode(name, StandardCharsets.UTF_8).replace(NO_NAME, "%2D");
    }

    private static String decoded(String word) {
        return word.equals(NO_NAME) ? "" : URLDecoder.decode(word, StandardCharsets.UTF_8);
    }
}

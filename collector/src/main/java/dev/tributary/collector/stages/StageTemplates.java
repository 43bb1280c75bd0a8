package dev.tributary.collector.stages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.tributary.gotemplate.Template;
import dev.tributary.gotemplate.exec.TemplateException;
import dev.tributary.gotemplate.exec.TemplateOptions;
import dev.tributary.gotemplate.exec.TemplateOptions.MissingKey;
import dev.tributary.logql.format.LineTemplates;

import static dev.tributary.gotemplate.value.Parameter.TEXT;

/** Templates of stages: Go's, with LogQL's functions and Promtail's hashes. */
public final class StageTemplates {
    private static final TemplateOptions OPTIONS = TemplateOptions.DEFAULT
            .withFunctions(LineTemplates.functions().add("Hash", args -> hash("SHA3-256", args.text(0), args.text(1)),
                    TEXT, TEXT).add("Sha2Hash", args -> hash("SHA-256", args.text(0), args.text(1)), TEXT, TEXT)
                    .build())
            .withMissing(MissingKey.ZERO);

    private StageTemplates() {
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException that begins with the key
     */
    public static Template parse(String key, String text) {
        try {
            return Template.parse("pipeline_template", text, OPTIONS);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(key + " is no template: " + e.getMessage(), e);
        }
    }

    private static String hash(String algorithm, String salt, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}

package dev.tributary.logql.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.gotemplate.value.TextMap;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * The labels of an entry by origin: the stream's, the structured metadata's, and those that stages have set, which win. A
 * label of metadata or of a parser whose name the stream has already gets {@code _extracted} behind its name. Error and
 * details stand apart until the result is made.
 */
public final class EntryLabels implements TextMap {
    private final Extraction extraction;
    private final LabelList metadata = new LabelList();
    private final LabelList parsed = new LabelList();
    private final List<String> deleted = new ArrayList<>();
    private Labels stream = Labels.EMPTY;
    private String error = "";
    private String errorDetails = "";

    public EntryLabels(Extraction extraction) {
        this.extraction = extraction;
    }

    void stream(Labels newStream) {
        stream = newStream;
    }

    void start(Labels newMetadata) {
        metadata.clear();
        parsed.clear();
        deleted.clear();
        error = "";
        errorDetails = "";
        for (int i = 0; i < newMetadata.size(); i++) {
            String name = newMetadata.name(i);
            if (name.equals(ErrorLabels.ERROR)) {
                error = newMetadata.value(i);
            } else if (name.equals(ErrorLabels.DETAILS)) {
                errorDetails = newMetadata.value(i);
            } else {
                metadata.set(stream.has(name) ? name + "_extracted" : name, newMetadata.value(i));
            }
        }
    }

    public Extraction extraction() {
        return extraction;
    }

    /** The value, or null where the label is absent. Error and details are not found here. */
    public @Nullable String find(String name) {
        String value = metadata.find(name);
        if (value == null) {
            value = parsed.find(name);
        }
        if (value == null && !deleted.contains(name)) {
            value = stream.find(name);
        }
        return value;
    }

    /** The value as string filters see it: the empty text where the label is absent. */
    public String textOf(String name) {
        if (name.equals(ErrorLabels.ERROR)) {
            return error;
        }
        String value = find(name);
        return value == null ? "" : value;
    }

    /** The name that a label of a parser gets: another one where the stream or the metadata has it. */
    public String nameOfParsed(String name) {
        return stream.has(name) || metadata.has(name) ? name + "_extracted" : name;
    }

    /** True when a parser is to set this label: it is wanted, and no stage before has set it. */
    public boolean takesParsed(String name) {
        return extraction.wants(name) && !parsed.has(name);
    }

    /** True when every label that is wanted has been set by a stage. */
    public boolean isComplete() {
        List<String> required = extraction.required();
        if (extraction.all() || required.isEmpty() || parsed.size() < required.size()) {
            return false;
        }
        for (String name : required) {
            if (!parsed.has(name)) {
                return false;
            }
        }
        return true;
    }

    /** True when parsers can leave the entry alone. */
    public boolean needsNothing() {
        return extraction.isNothing() || isComplete();
    }

    /** Sets a label as a stage does; it stands for one of the metadata or the stream of that name from now on. */
    public void set(String name, String value) {
        metadata.remove(name);
        parsed.set(name, value);
    }

    public void delete(String name) {
        metadata.remove(name);
        parsed.remove(name);
        deleted.add(name);
    }

    public String error() {
        return error;
    }

    public boolean hasError() {
        return !error.isEmpty();
    }

    public String errorDetails() {
        return errorDetails;
    }

    public void setError(String newError, String details) {
        error = newError;
        errorDetails = details;
    }

    /** The error of a parser; a query that asks for errors gets the entry all the same. */
    public void setParserError(String newError, @Nullable String details) {
        error = newError;
        if (details != null) {
            errorDetails = details;
        }
        if (extraction.preservesErrors()) {
            set(ErrorLabels.PRESERVE, "true");
        }
    }

    public void clearError() {
        error = "";
    }

    public void clearErrorDetails() {
        errorDetails = "";
    }

    /** True when the entry has just the labels of its stream. */
    public boolean isPlain() {
        return metadata.size() == 0 && parsed.size() == 0 && deleted.isEmpty() && error.isEmpty()
                && errorDetails.isEmpty();
    }

    /** The names of all labels but error and details. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        stream.forEach((name, _) -> {
            if (!deleted.contains(name) && !metadata.has(name) && !parsed.has(name)) {
                names.add(name);
            }
        });
        metadata.addNames(names);
        parsed.addNames(names);
        return names;
    }

    /** What is left of the stream's own labels. */
    public Labels streamResult() {
        if (deleted.isEmpty() && metadata.size() == 0 && parsed.size() == 0) {
            return stream;
        }
        LabelList left = new LabelList();
        stream.forEach((name, value) -> {
            if (!deleted.contains(name) && !metadata.has(name) && !parsed.has(name)) {
                left.append(name, value);
            }
        });
        return left.size() == stream.size() ? stream : left.toLabels();
    }

    public Labels metadataResult() {
        return metadata.toLabels();
    }

    /** What stages have set, with error and details. */
    public Labels parsedResult() {
        if (error.isEmpty() && errorDetails.isEmpty()) {
            return parsed.toLabels();
        }
        LabelList all = new LabelList();
        all.addAll(parsed);
        appendError(all);
        return all.toLabels();
    }

    private void appendError(LabelList to) {
        if (!error.isEmpty()) {
            to.append(ErrorLabels.ERROR, error);
        }
        if (!errorDetails.isEmpty()) {
            to.append(ErrorLabels.DETAILS, errorDetails);
        }
    }

    /** All labels together. */
    public Labels result() {
        if (isPlain()) {
            return stream;
        }
        LabelList all = new LabelList();
        streamResult().forEach(all::append);
        all.addAll(metadata);
        all.addAll(parsed);
        appendError(all);
        return all.toLabels();
    }

    @Override
    public @Nullable String get(String key) {
        String value = find(key);
        if (value == null && key.equals(ErrorLabels.ERROR)) {
            return error.isEmpty() ? null : error;
        }
        if (value == null && key.equals(ErrorLabels.DETAILS)) {
            return errorDetails.isEmpty() ? null : errorDetails;
        }
        return value;
    }

    @Override
    public Map<String, String> entries() {
        Map<String, String> map = new TreeMap<>();
        result().forEach(map::put);
        return map;
    }
}

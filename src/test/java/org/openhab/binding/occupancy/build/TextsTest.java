/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;

/**
 * The texts: every one in every language, none that nothing asks for, none that a program asks for in vain.
 */
class TextsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+\\}");

    /** How keys look that the code asks for; what openHAB itself asks for comes from the XML files. */
    private static final Pattern KEY = Pattern.compile(
            "(?:@text/)?((?:offline|online|reason|action|discovery|items|page|module-type|rule)\\.[\\w.-]*)(?: .*)?");

    /** {@return the languages that there are, such as {@code _de}, and nothing for English} */
    static Stream<String> languages() {
        return OhInf.languages().stream();
    }

    /** {@return the same without English} */
    static Stream<String> translations() {
        return languages().filter(language -> !language.isEmpty());
    }

    @Test
    void thereAreLanguages() {
        assertThat(OhInf.languages()).contains("", "_de");
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyTextIsInEveryLanguage(String language) {
        Set<String> missing = new TreeSet<>(OhInf.texts("").keySet());
        missing.removeAll(OhInf.texts(language).keySet());
        assertThat(missing).as("missing in occupancy%s.properties", language).isEmpty();
        Set<String> unknown = new TreeSet<>(OhInf.texts(language).keySet());
        unknown.removeAll(OhInf.texts("").keySet());
        assertThat(unknown).as("in occupancy%s.properties only", language).isEmpty();
    }

    @Test
    void englishIsWhatTheXmlFilesSay() {
        Map<String, String> english = OhInf.texts("");
        Map<String, String> different = new TreeMap<>(OhInf.xmlTexts());
        different.entrySet().removeAll(english.entrySet());
        assertThat(different).as("not so in occupancy.properties, as the XML files say it").isEmpty();
    }

    @Test
    void noTextIsForSomethingThatIsGone() {
        assertThat(OhInf.texts("").keySet()).filteredOn(
                key -> key.startsWith("addon.") || key.startsWith("thing-type.") || key.startsWith("channel-type."))
                // what can be chosen for some settings is offered by the add-on itself
                .filteredOn(key -> !key.startsWith("thing-type.config.occupancy.place.") || !key.contains(".option."))
                .isSubsetOf(OhInf.xmlTexts().keySet());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void labelsAreShort(String language) {
        Map<String, String> labels = new TreeMap<>(OhInf.texts(language));
        labels.keySet().removeIf(key -> !key.endsWith(".label"));
        assertThat(labels).isNotEmpty();
        labels.values().removeIf(text -> !text.isBlank() && text.length() <= 20);
        assertThat(labels).as("labels that are blank or longer than 20 characters in occupancy%s.properties", language)
                .isEmpty();
    }

    /** Words that are not written with a capital within a label. */
    private static final Set<String> SMALL = Set.of("a", "and", "at", "by", "for", "in", "is", "of", "or", "the", "to");

    @Test
    void labelsAreWrittenAsOpenHabWritesThem() {
        Map<String, String> labels = new TreeMap<>(OhInf.texts(""));
        labels.keySet().removeIf(key -> !key.matches("(thing|channel)-type\\..*\\.label"));
        assertThat(labels).isNotEmpty();
        labels.values().removeIf(text -> Stream.of(text.split(" "))
                .allMatch(word -> SMALL.contains(word) || Character.isUpperCase(word.charAt(0))));
        assertThat(labels).as("labels with a word in small letters in occupancy.properties").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void helpHasTwoSentencesAtMost(String language) {
        Map<String, String> help = new TreeMap<>(OhInf.texts(language));
        help.keySet().removeIf(key -> !key.endsWith(".description"));
        assertThat(help).isNotEmpty();
        help.values().removeIf(text -> text.split("[.!?](?= |$)").length <= 2);
        assertThat(help).as("descriptions of more than two sentences in occupancy%s.properties", language).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void textsAreWhole(String language) {
        assertThat(OhInf.texts(language)).allSatisfy((key, text) -> {
            assertThat(text).as(key).isEqualTo(text.strip()).isNotEmpty().doesNotContain("\uFFFD", "\n");
            if (key.endsWith(".description")) {
                assertThat(text).as(key).endsWith(".");
            }
            // openHAB hands texts with arguments to MessageFormat, to which one apostrophe is a quote
            if (PLACEHOLDER.matcher(text).find()) {
                assertThat(text).as(key).doesNotContain("'");
                assertThat(new MessageFormat(text, Locale.ROOT).format(new Object[0])).as(key).isEqualTo(text);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("translations")
    void placeholdersAreTheSameInEveryLanguage(String language) {
        Map<String, String> translated = OhInf.texts(language);
        // what is not translated at all is the matter of another test
        OhInf.texts("").forEach((key, text) -> assertThat(placeholders(translated.getOrDefault(key, text))).as(key)
                .isEqualTo(placeholders(text)));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void aTranslationIsNotEnglish(String language) {
        Map<String, String> translated = OhInf.texts(language);
        assertThat(OhInf.texts("").entrySet()).filteredOn(entry -> entry.getKey().endsWith(".description")
                && entry.getValue().equals(translated.get(entry.getKey()))).isEmpty();
    }

    @Test
    void filesAreReadAsUtf8() {
        assertThat(OhInf.texts("_de")).containsEntry("channel-type.occupancy.door.label", "Tür");
    }

    @ParameterizedTest
    @EnumSource(Explanation.Kind.class)
    void everyReasonHasASentence(Explanation.Kind kind) {
        assertThat(OhInf.texts("")).as("add the sentence to OH-INF/i18n/occupancy.properties, in all languages")
                .containsKey("reason." + kind);
    }

    @Test
    void codeAsksForNoTextThatIsMissing() throws IOException {
        Set<String> known = OhInf.texts("").keySet();
        assertThat(keysInCode()).isNotEmpty().allSatisfy(key -> assertThat(known).as("a text that the code asks for")
                .anyMatch(each -> each.equals(key) || key.endsWith(".") && each.startsWith(key)));
    }

    @Test
    void codeAsksForEveryTextThatIsItsOwn() throws IOException {
        Set<String> asked = keysInCode();
        assertThat(OhInf.texts("").keySet()).filteredOn(key -> KEY.matcher(key).matches())
                .allSatisfy(key -> assertThat(asked).as("what asks for " + key).anyMatch(each -> each.equals(key)
                        || each.endsWith(".") && key.startsWith(each) || key.equals(each + ".until")));
    }

    private static Set<String> placeholders(String text) {
        Set<String> placeholders = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            placeholders.add(matcher.group());
        }
        return placeholders;
    }

    /** {@return the keys that stand in the compiled code; one that ends with a dot is put together there} */
    private static Set<String> keysInCode() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("target", "classes", "org", "openhab", "binding"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                new ClassReader(Files.readAllBytes(file)).accept(new Constants(keys), ClassReader.SKIP_DEBUG);
            }
        }
        return keys;
    }

    private static final class Constants extends ClassVisitor {
        private final Set<String> keys;

        private Constants(Set<String> keys) {
            super(Opcodes.ASM9);
            this.keys = keys;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            // names of services and their settings look alike
            return descriptor.startsWith("Lorg/osgi/") ? null : annotation();
        }

        private AnnotationVisitor annotation() {
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String name, Object value) {
                    add(value);
                }

                @Override
                public AnnotationVisitor visitAnnotation(String name, String descriptor) {
                    return this;
                }

                @Override
                public AnnotationVisitor visitArray(String name) {
                    return this;
                }
            };
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            add(value);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                    return annotation();
                }

                @Override
                public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
                    return annotation();
                }

                @Override
                public void visitLdcInsn(Object value) {
                    add(value);
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String descriptor, org.objectweb.asm.Handle bootstrap,
                        Object... arguments) {
                    // the recipe of a concatenation: constants with \1 for every variable
                    for (Object argument : arguments) {
                        if (argument instanceof String recipe) {
                            add(recipe.replaceAll("\u0001.*", ""));
                        }
                    }
                }
            };
        }

        private void add(Object value) {
            if (value instanceof String text) {
                Matcher matcher = KEY.matcher(text);
                if (matcher.matches()) {
                    keys.add(matcher.group(1));
                }
            }
        }
    }
}

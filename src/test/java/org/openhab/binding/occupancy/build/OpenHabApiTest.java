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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What src/openhab-api declares must be what openHAB has: every public or protected type and member stands in the table
 * of each openHAB release, with the same flags and descriptor, in the type itself or in one that it inherits from.
 * <p>
 * The tables are no part of this repository. Their folder is the system property or environment variable below, else
 * ../shared/openhab-api; without it the test is skipped.
 */
@DisplayName("src/openhab-api against the tables of openHAB's API")
class OpenHabApiTest {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path DECLARATIONS = CLASSES.resolve(Path.of("org", "openhab", "core"));
    private static final int COMPARED = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_STATIC
            | Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = { "4.3.0", "5.2.1" })
    void declarationsAreReal(String release) throws IOException {
        Path table = tables().resolve(release + ".tsv");
        skipUnless(Files.isRegularFile(table), "there is no " + table);
        skipUnless(holdsClasses(DECLARATIONS), "this build compiles no src/openhab-api (profile openhab)");

        Map<String, ApiType> real = readTable(table);
        Map<String, ApiType> ours = readClasses(DECLARATIONS);
        List<String> wrong = new ArrayList<>();
        for (ApiType type : ours.values()) {
            if (!(release.equals("4.3.0") && type.name.startsWith("org.openhab.core.ui."))) {
                compare(type, real, wrong);
            }
        }

        assertThat(ours).isNotEmpty();
        assertThat(wrong).as("what openHAB " + release + " does not have like this").isEmpty();
    }

    /** {@return whether a class is in the folder: the compiler leaves empty folders where another build had classes} */
    private static boolean holdsClasses(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(file -> file.toString().endsWith(".class"));
        }
    }

    private static void compare(ApiType ours, Map<String, ApiType> real, List<String> wrong) {
        ApiType theirs = real.get(ours.name);
        if (theirs == null) {
            wrong.add("type " + ours.name);
            return;
        }
        if (!theirs.shape.equals(ours.shape)) {
            wrong.add("type " + ours.name + " is '" + ours.shape + "', really '" + theirs.shape + "'");
        }
        Set<String> ancestors = new HashSet<>();
        collectAncestors(theirs, real, ancestors);
        for (String parent : ours.parents) {
            if (!ancestors.contains(parent)) {
                wrong.add("type " + ours.name + " inherits " + parent);
            }
        }
        for (String member : ours.members) {
            boolean inherited = ancestors.stream().anyMatch(name -> {
                ApiType ancestor = real.get(name);
                return ancestor != null ? ancestor.members.contains(member) : isMemberOfJdkType(member, name);
            });
            if (!theirs.members.contains(member) && (member.contains(" <init> ") || !inherited)) {
                wrong.add("member " + ours.name + ": " + member);
            }
        }
    }

    private static void collectAncestors(ApiType type, Map<String, ApiType> real, Set<String> into) {
        for (String parent : type.parents) {
            if (into.add(parent) && real.containsKey(parent)) {
                collectAncestors(real.get(parent), real, into);
            }
        }
        into.add("java.lang.Object");
    }

    private static boolean isMemberOfJdkType(String member, String type) {
        try {
            return type.startsWith("java.") && Stream.of(Class.forName(type).getMethods())
                    .anyMatch(m -> member.endsWith(" " + m.getName() + " " + Type.getMethodDescriptor(m)));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Map<String, ApiType> readTable(Path table) throws IOException {
        Map<String, ApiType> types = new HashMap<>();
        for (String line : Files.readAllLines(table)) {
            String[] columns = line.split("\t", -1);
            if (columns[0].equals("type")) {
                ApiType type = new ApiType(columns[1], sorted(columns[2]) + " " + columns[3]);
                type.addParents(columns[4]);
                type.addParents(columns[5]);
                types.put(type.name, type);
            } else if (columns[0].equals("member")) {
                types.get(columns[1]).members.add(sorted(columns[2]) + " " + columns[3] + " " + columns[4]);
            }
        }
        return types;
    }

    private static Map<String, ApiType> readClasses(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        Map<String, ApiType> types = new TreeMap<>();
        for (Path file : files) {
            Reader reader = new Reader();
            new ClassReader(Files.readAllBytes(file)).accept(reader, ClassReader.SKIP_CODE);
            reader.result().ifPresent(type -> types.put(type.name, type));
        }
        // a nested type is as visible as what it is nested in
        types.keySet().removeIf(name -> {
            int dollar = name.lastIndexOf('$');
            return dollar > 0 && !types.containsKey(name.substring(0, dollar));
        });
        return types;
    }

    /** {@return the flags in an order of ours: tools differ in theirs} */
    private static String sorted(String flags) {
        return Stream.of(flags.split(" ")).sorted().collect(Collectors.joining(" "));
    }

    private static Path tables() {
        String folder = System.getProperty("openhab.api.tables", System.getenv("OPENHAB_API_TABLES"));
        return folder != null ? Path.of(folder) : Path.of("..", "shared", "openhab-api");
    }

    private static void skipUnless(boolean condition, String reason) {
        if (!condition) {
            System.out.println("SKIPPED: src/openhab-api is not checked: " + reason);
        }
        assumeTrue(condition, reason);
    }

    private static final class ApiType {
        private final String name;
        private final String shape;
        private final Set<String> parents = new HashSet<>();
        private final Set<String> members = new HashSet<>();

        private ApiType(String name, String shape) {
            this.name = name;
            this.shape = shape;
        }

        private void addParents(String names) {
            for (String parent : names.split(",")) {
                if (!parent.isEmpty()) {
                    parents.add(parent);
                }
            }
        }
    }

    /** Reads a class file as a row of the tables tells of it. */
    private static final class Reader extends ClassVisitor {
        private ApiType type = new ApiType("", "");
        private String internalName = "";
        private int access;
        private boolean local;
        private final Set<String> parents = new HashSet<>();
        private final Set<String> members = new HashSet<>();

        private Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName,
                String[] interfaces) {
            this.access = access;
            internalName = name;
            parents.add(superName.replace('/', '.'));
            for (String each : interfaces) {
                parents.add(each.replace('/', '.'));
            }
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int innerAccess) {
            if (name.equals(internalName)) {
                access = innerAccess;
                local = outerName == null;
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            add(access, name, descriptor);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                String[] exceptions) {
            add(access, name, descriptor);
            return null;
        }

        private void add(int access, String name, String descriptor) {
            if (isVisible(access) && (access & Opcodes.ACC_SYNTHETIC) == 0 && !name.equals("<clinit>")) {
                members.add(flags(access) + " " + name + " " + descriptor);
            }
        }

        private Optional<ApiType> result() {
            if (local || !isVisible(access)) {
                return Optional.empty();
            }
            type = new ApiType(internalName.replace('/', '.'), flags(access) + " " + kind());
            type.parents.addAll(parents);
            type.members.addAll(members);
            return Optional.of(type);
        }

        private String kind() {
            if ((access & Opcodes.ACC_ANNOTATION) != 0) {
                return "annotation";
            } else if ((access & Opcodes.ACC_INTERFACE) != 0) {
                return "interface";
            } else if ((access & Opcodes.ACC_ENUM) != 0) {
                return "enum";
            }
            return parents.contains("java.lang.Record") ? "record" : "class";
        }

        private static boolean isVisible(int access) {
            return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        }

        private static String flags(int access) {
            return sorted(java.lang.reflect.Modifier.toString(access & COMPARED));
        }
    }
}

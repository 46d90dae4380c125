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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the build packs: looks at the files in target as a user would get them.
 */
class PackagingIT {

    private static final String ROOT = "org/openhab/binding/occupancy/internal/";
    private static final Path BUNDLE = Path.of(System.getProperty("bundle.jar"));
    private static final Path KAR = Path.of(System.getProperty("bundle.kar"));
    private static final Path CLI = Path.of(System.getProperty("cli.jar"));
    private static final String VERSION = System.getProperty("project.version");

    @Test
    void bundleHoldsNoOpenHabNoCommandLineAndNoLibrary() throws IOException {
        assertThat(entries(BUNDLE)).noneMatch(name -> name.startsWith("org/openhab/core/"))
                .noneMatch(name -> name.startsWith(ROOT + "replay/cli/"))
                .noneMatch(name -> name.startsWith(ROOT + "replay/demo/"))
                .noneMatch(name -> name.startsWith(ROOT + "replay/text/"))
                .noneMatch(name -> name.startsWith(ROOT + "replay/protocol/")).noneMatch(name -> name.endsWith(".jar"))
                .filteredOn(name -> name.endsWith(".class")).isNotEmpty().allMatch(name -> name.startsWith(ROOT));
        assertThat(entries(BUNDLE)).contains("OH-INF/addon/addon.xml", "NOTICE", "LICENSE");
    }

    @Test
    void bundleIsNamedAndExportsNothing() throws IOException {
        Manifest manifest = manifest(BUNDLE);
        assertThat(manifest.getMainAttributes().getValue("Bundle-SymbolicName"))
                .isEqualTo("org.openhab.binding.occupancy");
        assertThat(manifest.getMainAttributes().getValue("Bundle-Version")).matches("\\d+\\.\\d+\\.\\d+(\\.[\\w-]+)?");
        assertThat(manifest.getMainAttributes().getValue("Export-Package")).isNull();
        assertThat(manifest.getMainAttributes().getValue("Private-Package")).doesNotContain("replay.cli");
    }

    @Test
    void bundleImportsOpenHabWithoutVersionAndLibrariesInWideRanges() throws IOException {
        imports().forEach((name, attributes) -> {
            if (name.startsWith("org.openhab.")) {
                assertThat(name + ".").startsWith("org.openhab.core.");
                assertThat(attributes).as(name).doesNotContain("version=");
            } else if (name.startsWith("com.fasterxml.jackson.")) {
                assertThat(attributes).as(name).contains("version=\"[2.14,3)\"");
            } else if (name.startsWith("org.slf4j")) {
                assertThat(attributes).as(name).contains("version=\"[1.7,3)\"");
            } else {
                assertThat(name).as("an import that openHAB does not promise")
                        .matches("org\\.osgi\\..*|javax\\.measure");
            }
        });
    }

    @Test
    void karHoldsTheBundleAndItsFeature() throws IOException {
        assertThat(entries(KAR))
                .anyMatch(name -> name.endsWith(".jar") && name.contains("org.openhab.binding.occupancy"));
        assertThat(entries(KAR)).filteredOn(name -> !name.endsWith("/"))
                .allMatch(name -> name.startsWith("repository/") || name.equals("META-INF/MANIFEST.MF"));
        try (JarFile kar = new JarFile(KAR.toFile())) {
            ZipEntry feature = kar.stream()
                    .filter(entry -> entry.getName().endsWith(".xml") && !entry.getName().contains("maven-metadata"))
                    .findFirst().orElseThrow();
            assertThat(new String(kar.getInputStream(feature).readAllBytes(), StandardCharsets.UTF_8))
                    .contains("<feature name=\"occupancy-binding\"")
                    // openHAB uninstalls each feature openhab-<type>-<id> that its own list of add-ons lacks
                    .doesNotContain("name=\"openhab-").contains("/org.openhab.binding.occupancy/" + VERSION + "<");
        }
    }

    /** As openHAB's JSON add-on service reads it: what it does not understand it leaves out without a word. */
    @Test
    void storeIndexNamesTheBundleInAFormThatOpenHabTakes() throws IOException {
        JsonNode index = new ObjectMapper().readTree(Path.of(System.getProperty("store.index")).toFile());

        assertThat(index.isArray()).isTrue();
        assertThat(index).hasSize(1);
        JsonNode addon = index.get(0);
        assertThat(addon.path("uid").asText()).isEqualTo("occupancy");
        assertThat(addon.path("id").asText()).isEqualTo("occupancy");
        assertThat(addon.path("type").asText()).isEqualTo("binding");
        assertThat(addon.path("maturity").asText()).as("anything else is hidden").isEqualTo("stable");
        assertThat(addon.path("content_type").asText()).isEqualTo("application/vnd.openhab.bundle");
        assertThat(addon.path("version").asText()).isEqualTo(VERSION);
        assertThat(addon.path("compatible_versions").asText())
                .matches("[\\[(]\\d+\\.\\d+\\.\\d+;\\d+\\.\\d+\\.\\d+[\\])]");
        assertThat(addon.path("url").asText())
                .isEqualTo(System.getProperty("download.url") + "/" + BUNDLE.getFileName());
        assertThat(addon.path("url").asText()).as("openHAB reads the bundle's name from it")
                .matches(".*/(.*?)-\\d+\\.\\d+\\.\\d+.*\\.jar");
        assertThat(addon.path("keywords").isTextual()).isTrue();
        assertThat(addon.path("countries").isArray()).isTrue();
    }

    @Test
    void commandLineRunsFromItsJarAlone() throws IOException, InterruptedException {
        assertThat(entries(CLI)).contains(ROOT + "replay/cli/OccupancyCli.class", "picocli/CommandLine.class")
                .noneMatch(name -> name.startsWith("org/openhab/core/") || name.startsWith("org/osgi/")
                        || name.startsWith(ROOT + "handler/") || name.startsWith(ROOT + "service/"));

        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                CLI.toString(), "--version").redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(output).contains(VERSION);
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static Manifest manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest();
        }
    }

    private static Map<String, String> imports() throws IOException {
        String header = manifest(BUNDLE).getMainAttributes().getValue("Import-Package");
        Map<String, String> imports = new TreeMap<>();
        if (header != null) {
            Matcher clause = Pattern.compile("([\\w.]+)((?:;[\\w:-]+=(?:\"[^\"]*\"|[^,;\"]*))*)(?:,|$)")
                    .matcher(header);
            while (clause.find()) {
                imports.put(clause.group(1), clause.group(2));
            }
        }
        return imports;
    }
}

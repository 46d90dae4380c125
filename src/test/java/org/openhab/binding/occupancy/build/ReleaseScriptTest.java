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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The script that puts a release together, in a folder of its own")
class ReleaseScriptTest {

    private static final String JAR = "org.openhab.binding.occupancy-1.2.3.jar";

    @TempDir
    private Path folder;
    private Path target;

    @BeforeEach
    void build() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "the script needs a shell");
        target = Files.createDirectories(folder.resolve("target"));
        Files.createDirectories(folder.resolve(".ci"));
        Files.copy(Path.of(".ci", "release"), folder.resolve(".ci").resolve("release"));
        Files.writeString(folder.resolve("CHANGELOG.md"), "# Changelog\n\n## Unreleased\n\n- Something new.\n");
        for (String file : List.of(JAR, JAR.replace(".jar", ".kar"), "occupancy-cli.jar", "bom.json")) {
            Files.writeString(target.resolve(file), file);
        }
        index("https://example.org/releases/" + JAR);
    }

    private void index(String url) throws IOException {
        Files.writeString(target.resolve("addons.json"), "[{\"uid\":\"occupancy\",\"url\":\"" + url + "\"}]");
    }

    private String run(int expected, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(expected);
        return said;
    }

    @Test
    void checksumsAreThoseOfTheFilesAndTellWhenOneIsAnother() throws Exception {
        run(0, "bash", ".ci/release", "1.2.3");
        Path release = target.resolve("release");
        assertThat(release.resolve("notes.md")).content().contains("Something new.");
        assertThat(release.resolve("SHA256SUMS")).content().contains(JAR, "addons.json", "bom.json");
        run(0, "bash", "-c", "cd target/release && sha256sum -c SHA256SUMS");

        Files.writeString(release.resolve(JAR), "somebody else's");
        assertThat(run(1, "bash", "-c", "cd target/release && sha256sum -c SHA256SUMS")).contains(JAR + ": FAILED");
    }

    @Test
    void anIndexThatPointsToAnotherVersionIsRefused() throws Exception {
        index("https://example.org/releases/" + JAR.replace("1.2.3", "1.2.2"));
        assertThat(run(1, "bash", ".ci/release", "1.2.3")).contains("addons.json does not point to");
    }

    @Test
    void aFileThatWasNotBuiltIsNamed() throws Exception {
        Files.delete(target.resolve("occupancy-cli.jar"));
        assertThat(run(1, "bash", ".ci/release", "1.2.3")).contains("target/occupancy-cli.jar is missing");
    }
}

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
package org.openhab.binding.occupancy.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.AnotherValue;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;

/**
 * The property tests see nothing of a setting that their scripts never set.
 */
class ScriptGeneratorTest {

    private static final int SCRIPTS = 200;

    @Test
    void everySettingOfALocationIsTried() throws ReflectiveOperationException {
        List<LocationConfig> configs = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < SCRIPTS; i++) {
            ScriptGenerator.script(random, 5).steps().forEach(step -> {
                if (step instanceof Script.Step.ConfigureAll all) {
                    configs.addAll(all.configs());
                }
            });
        }
        Set<String> settings = Arrays.stream(LocationConfig.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == LocationConfig.Builder.class).map(Method::getName)
                .collect(Collectors.toSet());
        TreeMap<String, Set<Object>> values = new TreeMap<>();
        for (Method getter : LocationConfig.class.getMethods()) {
            String name = getter.getName().equals("timeouts") ? "timeout" : getter.getName();
            if (settings.contains(name) && getter.getParameterCount() == 0) {
                Set<Object> seen = new HashSet<>();
                for (LocationConfig config : configs) {
                    seen.add(String.valueOf(getter.invoke(config)));
                }
                values.put(name, seen);
            }
        }
        assertThat(values.keySet()).as("settings with a getter").containsAll(settings);
        assertThat(values).allSatisfy((setting, seen) -> assertThat(seen)
                .as("values of the setting %s that ScriptGenerator.config sets", setting).hasSizeGreaterThan(1));
    }

    /** What was found is pasted into a test: a setting that is not printed would be missing there. */
    @ParameterizedTest
    @MethodSource("settings")
    void everySettingIsPrinted(LocationSetting setting) throws ReflectiveOperationException {
        AnotherValue another = AnotherValue.of(setting);
        LocationConfig config = HomeFile
                .parse("locations: [{id: room, %s: %s}, {id: hall}]".formatted(setting, another.inFile()), "home.yaml")
                .locations().get(0);
        String name = setting.name().equals("timeouts") ? "timeout" : setting.name();
        assertThat(new Script.Step.Configure(config, Script.START).toString()).contains("." + name + "(");
    }

    static List<LocationSetting> settings() {
        return LocationSetting.ALL;
    }
}

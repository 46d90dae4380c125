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
package org.openhab.binding.occupancy.internal.engine.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A value of a setting of a location that it does not have by itself, as it is written where settings come from.
 *
 * @param inFile as a home file has it
 * @param inForm as a form has it
 * @param shown what the setting shows that has it, and no other
 */
@NonNullByDefault
public record AnotherValue(String inFile, String inForm, String shown) {

    /** {@return another value of a setting} */
    public static AnotherValue of(LocationSetting setting) throws ReflectiveOperationException {
        Object usual = shown(setting, LocationConfig.builder("kitchen").build());
        if (usual instanceof Boolean flag) {
            return same(String.valueOf(!flag));
        } else if (usual instanceof Enum<?> constant) {
            return same(Arrays.stream(constant.getDeclaringClass().getEnumConstants()).filter(each -> each != usual)
                    .findFirst().orElseThrow().toString());
        } else if (usual instanceof Duration || usual instanceof LeaveTimeout) {
            return new AnotherValue("7s", "7s", "PT7S");
        } else if (usual instanceof Map) {
            return new AnotherValue("{tap: 7s}", "tap=7s", "tap=PT7S");
        } else if (usual instanceof Set) {
            return new AnotherValue("[hall]", "hall", "hall");
        }
        throw new AssertionError("AnotherValue knows no second value of " + setting + ", which is " + usual);
    }

    private static AnotherValue same(String text) {
        return new AnotherValue(text, text, text);
    }

    /** {@return what the accessor of the same name says} */
    public static @Nullable Object shown(LocationSetting setting, LocationConfig config)
            throws ReflectiveOperationException {
        try {
            return LocationConfig.class.getMethod(setting.name()).invoke(config);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("LocationConfig has no getter of the name of its setting: " + setting + "()", e);
        }
    }
}

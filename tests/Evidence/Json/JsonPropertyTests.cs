using System.Globalization;
using System.Text;
using System.Text.Json;
using Bookseal.Evidence.Json;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Json;

public sealed class JsonPropertyTests
{
    [Fact]
    public void CanonicalBytes_ReadAndWrittenAgain_AreTheSameBytes() =>
        Property.Holds(
            JsonValues.Value,
            value =>
            {
                var bytes = CanonicalJson.ToBytes(value);
                return JsonText.Parse(bytes).TryGet(out var again, out _)
                    && CanonicalJson.ToBytes(again).AsSpan().SequenceEqual(bytes);
            }
        );

    [Fact]
    public void CanonicalNumber_OfAnyDouble_ReadsBackAsThatDouble() =>
        Property.Holds(
            JsonValues.Double,
            value => double.Parse(new JsonNumber(value).ToString(), CultureInfo.InvariantCulture) == value,
            times: 5000
        );

    [Fact]
    public void CanonicalText_ReadByThePlatform_IsTheSameString() =>
        Property.Holds(
            JsonValues.Text,
            text => JsonDocument.Parse(CanonicalJson.ToBytes(new JsonString(text))).RootElement.GetString() == text
        );

    [Fact]
    public void Parse_AnyOtherSpellingOfAValue_HasTheSameCanonicalBytes() =>
        Property.Holds(
            JsonValues.Value,
            value =>
            {
                // The platform's writer indents and escapes more than it must.
                using var document = JsonDocument.Parse(CanonicalJson.ToBytes(value));
                var spelling = JsonSerializer.SerializeToUtf8Bytes(document.RootElement, Indented);
                return CanonicalJson
                    .ToBytes(JsonText.Parse(spelling).Value)
                    .AsSpan()
                    .SequenceEqual(CanonicalJson.ToBytes(value));
            }
        );

    [Fact]
    public void Parse_EveryPrefixOfAnObject_IsRefused() =>
        Property.Holds(
            JsonValues.Value,
            value =>
            {
                var bytes = CanonicalJson.ToBytes(JsonObject.Of(("a", value)));
                return Enumerable.Range(0, bytes.Length).All(length => !JsonText.Parse(bytes.AsSpan(0, length)).IsOk);
            }
        );

    [Fact]
    public void Parse_DamagedBytes_NeverThrows() =>
        Property.Holds(
            JsonValues.Value.SelectMany(value => Bytes.Damaged(CanonicalJson.ToBytes(value))),
            ParsesOrFaults,
            times: 3000
        );

    [Fact]
    public void Parse_RandomBytes_NeverThrows() => Property.Holds(Bytes.Random, ParsesOrFaults, times: 1000);

    [Fact]
    public void Parse_RandomTokens_NeverThrows() =>
        Property.Holds(
            Gen.Elements("{", "}", "[", "]", ":", ",", "\"a\"", "\"\\ud800\"", "1", "-", "1e999", "null", " ")
                .ArrayOf()
                .Select(string.Concat),
            text => ParsesOrFaults(Encoding.UTF8.GetBytes(text)),
            times: 2000
        );

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static bool ParsesOrFaults(byte[] bytes) =>
        JsonText.Parse(bytes).TryGet(out var value, out var fault)
            ? CanonicalJson.ToBytes(value).Length > 0
            : fault.Code == "JSON_INVALID";
}

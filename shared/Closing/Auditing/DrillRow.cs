namespace Bookseal.Closing.Auditing;

/// <summary>The row beside the chain that names the last restore drill that passed.</summary>
internal static class DrillRow
{
    public const string Key = "drill";

    public static byte[] Of(long entry) => CanonicalJson.ToBytes(JsonObject.Of(("entry", entry)));

    public static Result<long> Read(ReadOnlySpan<byte> row) =>
        JsonText
            .ParseObject(row)
            .Then(source =>
            {
                var fields = new Fields(source, "PROJECTION_INVALID");
                var entry = fields.Integer("entry");
                return fields.Finish(() => entry);
            });
}

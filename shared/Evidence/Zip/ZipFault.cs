namespace Bookseal.Evidence.Zip;

/// <summary>Why a file cannot be read as a zip. None of these says anything about the bag in it.</summary>
internal static class ZipFault
{
    /// <summary>Not one archive from the first byte to the last, or one that different programs could read differently.</summary>
    public static Fault Malformed(string why) => new("ZIP_MALFORMED", why);

    public static Fault Unsupported(string why) => new("ZIP_UNSUPPORTED", why);

    public static Fault TooLarge(string why) => new("ZIP_TOO_LARGE", why);

    public static Fault Damaged(string name, string why) => new("ZIP_DAMAGED", $"{new Json.JsonString(name)}: {why}");
}

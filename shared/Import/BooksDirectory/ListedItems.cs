using System.Text.Json;

namespace Bookseal.Import.BooksDirectory;

/// <summary>Where the items of a settings file begin, which is one object with one array in it.</summary>
internal static class ListedItems
{
    /// <summary><c>file:line:column</c> of each item, of a file that was parsed before.</summary>
    public static List<string> PlacesOf(string file, byte[] bytes)
    {
        var places = new List<string>();
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            var isItem =
                reader.CurrentDepth == 2
                && reader.TokenType is not JsonTokenType.EndObject and not JsonTokenType.EndArray;
            if (isItem)
                places.Add(PlaceOf(file, bytes.AsSpan(0, (int)reader.TokenStartIndex)));
        }

        return places;
    }

    private static string PlaceOf(string file, ReadOnlySpan<byte> before)
    {
        var line = before.Count((byte)'\n') + 1;
        return $"{file}:{line}:{before.Length - before.LastIndexOf((byte)'\n')}";
    }
}

namespace Bookseal.Closing.Tests;

/// <summary>Where a test's books are kept. The same tests run on both: same faults, same races, same codes.</summary>
public enum Place
{
    Files,
    Azurite,
}

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>The tests that share <see cref="YearProofs"/>.</summary>
[CollectionDefinition(Name)]
public sealed class YearProofsGroup : ICollectionFixture<YearProofs>
{
    public const string Name = "year proofs";
}

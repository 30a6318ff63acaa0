namespace Bookseal.EndToEnd.Tests.Proofs;

/// <summary>The tests that share <see cref="SealedProofs"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SealedProofsGroup : ICollectionFixture<SealedProofs>
{
    public const string Name = "sealed proofs";
}

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>The tests that share <see cref="SampleYear"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SampleYearGroup : ICollectionFixture<SampleYear>
{
    public const string Name = "the sample's year";
}

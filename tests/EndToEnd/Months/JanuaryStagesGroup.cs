namespace Bookseal.EndToEnd.Tests.Months;

/// <summary>The tests that share <see cref="JanuaryStages"/>.</summary>
[CollectionDefinition(Name)]
public sealed class JanuaryStagesGroup : ICollectionFixture<JanuaryStages>
{
    public const string Name = "january stages";
}

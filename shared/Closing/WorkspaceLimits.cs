using Bookseal.Closing.Imports;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing;

/// <summary>The sizes at which journals roll and imports are cut. Only tests set them lower.</summary>
public sealed record WorkspaceLimits(int MaxSegmentBlocks, int MaxBatchBytes)
{
    public static WorkspaceLimits Default { get; } =
        new(JournalStore.DefaultMaxBlocks, BooksImporter.DefaultMaxBatchBytes);
}

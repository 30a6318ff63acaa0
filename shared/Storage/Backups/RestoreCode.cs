namespace Bookseal.Storage.Backups;

/// <summary>What is wrong with the place that a backup is put into.</summary>
public static class RestoreCode
{
    /// <summary>Something else is there.</summary>
    public const string Conflict = "RESTORE_CONFLICT";

    /// <summary>Read again, it is not what the backup has.</summary>
    public const string Differs = "RESTORE_DIFFERS";
}

namespace Bookseal.Storage;

/// <summary>How an object is kept from change: an unlocked policy can be lifted by an administrator, a locked one by nobody.</summary>
public enum RetentionMode
{
    None,
    Unlocked,
    Locked,
}

using System.Buffers.Binary;
using System.Text;
using Pollux.Twin.Assets;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>
/// Reads the texts of the device object out of the answers to ReadProperty and ReadPropertyMultiple (ANSI/ASHRAE 135, 15.5 and 15.7; tags:
/// 20.2; numbers of properties: 21).
/// </summary>
internal static class BacNetValues
{
    private const byte ReadProperty = 12;
    private const byte ReadPropertyMultiple = 14;
    private const int DeviceObject = 8;
    private const int MostTags = 512;

    public static void Read(byte service, ReadOnlySpan<byte> data, Speaker speaker)
    {
        if (service is not (ReadProperty or ReadPropertyMultiple))
        {
            return;
        }

        // ReadProperty tags object 0, property 1, value 3; ReadPropertyMultiple property 2, value 4.
        int propertyTag = service == ReadProperty ? 1 : 2;
        bool isDevice = false;
        uint property = 0;
        int depth = 0;
        for (int tags = 0; tags < MostTags && Tag.TryRead(ref data, out Tag tag, out ReadOnlySpan<byte> value); tags++)
        {
            if (tag.Kind != TagKind.Value)
            {
                depth += tag.Kind == TagKind.Opening ? 1 : -1;
            }
            else if (tag.IsContext && tag.Number == 0 && value.Length == 4)
            {
                isDevice = BinaryPrimitives.ReadUInt32BigEndian(value) >> 22 == DeviceObject;
            }
            else if (tag.IsContext && tag.Number == propertyTag && value.Length is >= 1 and <= 4)
            {
                property = Number(value);
            }
            else if (!tag.IsContext && isDevice && depth > 0)
            {
                Note(property, tag, value, speaker);
            }
        }
    }

    private static void Note(uint property, Tag tag, ReadOnlySpan<byte> value, Speaker speaker)
    {
        const int CharacterString = 7;
        string? name = property switch
        {
            28 => Properties.Description,
            44 => Properties.Version,
            70 => Properties.Model,
            77 => Properties.DisplayName,
            121 => Properties.Vendor,
            _ => null,
        };
        if (name is null || tag.Number != CharacterString || value.Length < 2)
        {
            return;
        }

        // 20.2.9: the first byte is the character set: 0 UTF-8, 4 UCS-2, 5 ISO 8859-1.
        string? text = value[0] switch
        {
            0 => PayloadTexts.Read(value[1..]),
            4 => Encoding.BigEndianUnicode.GetString(value[1..]),
            5 => Encoding.Latin1.GetString(value[1..]),
            _ => null,
        };
        speaker.Is(name, text);
        if (name == Properties.Model)
        {
            speaker.Is(Properties.Product, text);
        }
    }

    private static uint Number(ReadOnlySpan<byte> value)
    {
        uint number = 0;
        foreach (byte here in value)
        {
            number = (number << 8) | here;
        }

        return number;
    }

    private enum TagKind
    {
        Value,
        Opening,
        Closing,
    }

    private readonly record struct Tag(int Number, bool IsContext, TagKind Kind)
    {
        // 20.2.1: number in the upper four bits, class, length in the lower three; 15 and 5 are continued in the next bytes.
        public static bool TryRead(ref ReadOnlySpan<byte> data, out Tag tag, out ReadOnlySpan<byte> value)
        {
            tag = default;
            value = default;
            if (data.IsEmpty)
            {
                return false;
            }

            byte first = data[0];
            int at = 1;
            int number = first >> 4;
            bool isContext = (first & 8) != 0;
            uint length = (uint)(first & 7);
            if (number == 15)
            {
                if (data.Length < 2)
                {
                    return false;
                }

                number = data[at++];
            }

            if (isContext && length is 6 or 7)
            {
                tag = new Tag(number, IsContext: true, length == 6 ? TagKind.Opening : TagKind.Closing);
                data = data[at..];
                return true;
            }

            if (length == 5 && !TryLength(data, ref at, out length))
            {
                return false;
            }

            // A boolean of the application class has its value where others have their length.
            length = !isContext && number == 1 ? 0 : length;
            if (length > data.Length - at)
            {
                return false;
            }

            tag = new Tag(number, isContext, TagKind.Value);
            value = data.Slice(at, (int)length);
            data = data[(at + (int)length)..];
            return true;
        }

        private static bool TryLength(ReadOnlySpan<byte> data, ref int at, out uint length)
        {
            length = at < data.Length ? data[at] : 0u;
            int bytes = length switch
            {
                254 => 2,
                255 => 4,
                _ => 0,
            };
            if (at + 1 + bytes > data.Length)
            {
                return false;
            }

            length = bytes == 0 ? length : BacNetValues.Number(data.Slice(at + 1, bytes));
            at += 1 + bytes;
            return true;
        }
    }
}

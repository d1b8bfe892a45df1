# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tick.S - the dreamer: a whole computer program in 512 bytes.
#
# This is all the software that the machine of the first lessons has.
# There is no operating system under it.  The firmware (BIOS) of a PC
# reads the first 512 bytes of the disk to address 0x7c00 and jumps
# there, and from then on the machine is ours.  What it does:
#
#   - once a second it writes a line, on the serial line (COM1) and on
#     the screen:    tick 7              when nothing was typed yet,
#                    tick 7  memory: hi  when somebody typed "hi";
#   - what is typed, on the serial line or on the keyboard, it echoes and
#     remembers: up to 40 printable characters, the first of them no blank.
#     Backspace takes the last one away, Enter begins a new line and is
#     remembered as a blank;
#   - when somebody presses its power button it says so, and goes on;
#   - in between it sleeps.
#
# It keeps its count and its memory in RAM alone, never on the disk.  So a
# paused machine still has them, a saved or snapshotted one gets them back,
# and one that was switched off or reset begins again with tick 1.
#
# Made into a boot sector with:
#
#   as --32 -o tick.o tick.S
#   ld -m elf_i386 -Ttext 0x7c00 -e start --oformat binary -o tick.img tick.o

        .code16                         # a PC wakes up in 16-bit mode
        .text

        .equ    COM1, 0x3f8             # the ports of the serial line:
        .equ    LINE_STATUS, COM1 + 5   #   its status
        .equ    DATA_READY, 0x01        #     a character has come in
        .equ    ROOM_TO_SEND, 0x20      #     another one may go out

        .equ    PM_STATUS, 0x600        # power management (ACPI), where the
        .equ    PM_ENABLE, 0x602        # firmware of QEMU's PCs puts it
        .equ    PM_BUTTON, 0x100        #     the power button, in both

        .equ    TIMER_VECTOR, 0x1c * 4  # called by the BIOS at each of its
                                        # clock ticks, 18.2 times a second
        .equ    TICK, 5                 # one of these, in fifths of a tick
        .equ    SECOND, 91              # 18.2 ticks, in fifths of a tick

        .equ    MEMORY, 0x7e00          # what was typed: free RAM behind us
        .equ    MEMORY_MAX, 40

        .equ    BACKSPACE, 8
        .equ    LF, 10
        .equ    CR, 13
        .equ    DELETE, 127             # what many terminals send instead

        .globl  start
start:
        ljmp    $0, $begin              # some firmware comes as 07c0:0000
begin:
        cli
        xorw    %ax, %ax                # all segments 0: plain addresses
        movw    %ax, %ds
        movw    %ax, %es
        movw    %ax, %ss
        movw    $start, %sp             # the stack grows down, below us
        cld

        movw    $on_timer, TIMER_VECTOR
        movw    %ax, TIMER_VECTOR + 2
        sti

        movw    $0x0003, %ax            # text mode 3, 80x25: clears, too
        int     $0x10

        movw    $uart_setup, %si        # set up the serial line: pairs of
1:      lodsw                           # port (low byte) and value (high)
        movb    $COM1 >> 8, %dh
        movb    %al, %dl
        movb    %ah, %al
        outb    %al, %dx
        cmpw    $uart_setup_end, %si
        jb      1b

        movw    $PM_ENABLE, %dx         # the power button is noticed only
        movw    $PM_BUTTON, %ax         # where somebody asks for it
        outw    %ax, %dx

        movw    $banner, %si
        call    print

# The main loop: the clock first, then the keyboard, the serial line, and the
# power button.
# When none of them wants anything, sleep until something happens: the next
# clock tick at the latest.
loop:
        cmpw    $0, time_left
        jle     second_is_over

        movb    $1, %ah                 # is a key waiting?
        int     $0x16
        jz      1f
        xorb    %ah, %ah                # fetch it
        int     $0x16
        call    typed
        jmp     loop

1:      movw    $LINE_STATUS, %dx       # has a character come in?
        inb     %dx, %al
        cmpb    $0xff, %al              # all ones: there is no serial line
        je      2f
        testb   $DATA_READY, %al
        jz      2f
        movw    $COM1, %dx
        inb     %dx, %al
        call    typed
        jmp     loop

2:      movw    $PM_STATUS, %dx         # was the power button pressed?
        inw     %dx, %ax
        incw    %ax                     # all ones: there is no such port
        jz      3f
        decw    %ax
        testw   $PM_BUTTON, %ax
        jz      3f
        outw    %ax, %dx                # noticed: writing it clears it
        call    fresh_line
        movw    $button, %si
        call    print
        jmp     loop

3:      hlt
        jmp     loop

# Called 18.2 times a second, whatever else is going on.
on_timer:
        subw    $TICK, %cs:time_left
        iret

# Write the line of this second.
second_is_over:
        addw    $SECOND, time_left
        call    fresh_line
        movw    $tick, %si
        call    print
        incl    count
        movl    count, %eax
        call    print_number
        cmpw    $0, memory_length
        je      2f
        movw    $memory_is, %si
        call    print
        movw    $MEMORY, %si
        call    print
2:      call    newline
        jmp     loop

# Somebody typed the character in %al.
typed:
        cmpb    $BACKSPACE, %al
        je      typed_backspace
        cmpb    $DELETE, %al
        je      typed_backspace
        cmpb    $CR, %al
        je      typed_enter
        cmpb    $LF, %al
        je      typed_enter
        cmpb    $' ', %al
        jb      done
        cmpb    $'~', %al
        ja      done

        movw    memory_length, %bx
        cmpw    $MEMORY_MAX, %bx        # the memory is full: drop it
        jae     done
        cmpb    $' ', %al               # no blank at the beginning
        jne     1f
        testw   %bx, %bx
        jz      done
1:      call    remember
        incb    column
        jmp     put

typed_enter:
        call    newline
        movw    memory_length, %bx
        testw   %bx, %bx                # here, too
        jz      done
        cmpw    $MEMORY_MAX, %bx
        jae     done
        movb    $' ', %al
        cmpb    %al, MEMORY - 1(%bx)    # and no two of them in a row
        je      done
# Put the character in %al at the end of the memory, at %bx.
remember:
        xorb    %ah, %ah                # the text ends with a zero
        movw    %ax, MEMORY(%bx)
        incw    memory_length
done:
        ret

typed_backspace:
        movw    memory_length, %bx
        testw   %bx, %bx
        jz      done
        decw    %bx
        movw    %bx, memory_length
        movb    $0, MEMORY(%bx)
        cmpb    $0, column              # wipe it out where it still stands
        je      done
        decb    column
        movw    $rubout, %si
        jmp     print

# Where typing stands on this line, leave it there.
fresh_line:
        cmpb    $0, column
        je      done
# Begin a new line.
newline:
        movb    $0, column
        movw    $crlf, %si
# Write the text at %si, up to its zero.
print:
        lodsb
        testb   %al, %al
        jz      done
        call    put
        jmp     print

# Write the number in %eax: its last digit, after all those before it.
print_number:
        xorl    %edx, %edx
        movl    $10, %ecx
        divl    %ecx                    # %eax: the rest, %edx: the digit
        pushw   %dx
        testl   %eax, %eax
        jz      1f
        call    print_number
1:      popw    %ax
        addb    $'0', %al
# Write the character in %al on the screen and on the serial line.
put:
        pushw   %ax
        movb    $0x0e, %ah              # the BIOS writes it, and scrolls
        movw    $0x0007, %bx            # page 0, light grey
        int     $0x10
        popw    %bx

        movw    $LINE_STATUS, %dx       # the line may be busy: wait for it,
        movw    $0x1000, %cx            # but not for ever
1:      inb     %dx, %al
        testb   $ROOM_TO_SEND, %al
        loopz   1b
        movw    $COM1, %dx
        movb    %bl, %al
        outb    %al, %dx
        ret

# Low byte: the port's, of 0x3f8 to 0x3ff.  High byte: what goes there.
uart_setup:
        .byte   0xfb, 0x80              # open the speed setting
        .byte   0xf8, 0x01              # 115200 bits a second
        .byte   0xf9, 0x00              #   (high byte; then: no interrupts)
        .byte   0xfb, 0x03              # 8 bits, no parity, 1 stop bit
        .byte   0xf9, 0x00              # no interrupts: we look ourselves
        .byte   0xfa, 0x07              # keep up to 16 characters for us
        .byte   0xfc, 0x03              # tell the other side we are there
uart_setup_end:

banner:         .asciz  "The dreamer wakes.\r\n"
tick:           .asciz  "tick "
button:         .asciz  "My power button! I count on.\r\n"
memory_is:      .asciz  "  memory: "
rubout:         .asciz  "\b \b"
crlf:           .asciz  "\r\n"

# What changes.  These come from the disk with the rest, so each start
# begins with exactly these values.
time_left:      .word   SECOND          # until the next line, in fifths
memory_length:  .word   0
count:          .long   0
column:         .byte   0               # typed characters on this line

        .org    510
        .byte   0x55, 0xaa              # "you can boot from this"
